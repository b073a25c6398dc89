/** One origin or URL prefix that traffic may reach. */
export interface AllowEntry {
  /** `https://shop.example`, or a prefix such as `https://shop.example/eu`. */
  readonly origin: string;
  /** Whether the site is yours: no default rate cap and no robots.txt. @default true */
  readonly owned?: boolean;
  /** Whether its name may resolve to a private or loopback address. @default by the name, see the documentation of scope */
  readonly private?: boolean;
  /** Whether `traceparent` is sent to it. @default false */
  readonly propagate?: boolean;
  /** Requests a second of the whole fleet at most, such as `100/s`. @default no cap; 5/s where `owned` is false */
  readonly rate?: string;
  /** Whether `Retry-After` of a 429 or 503 pauses the traffic to the origin (for five minutes at most). @default true */
  readonly retryAfter?: boolean;
}

/** The rule a URL falls under. */
export interface ScopeRule {
  readonly origin: string;
  /** Path prefix on a segment boundary, `/` for the whole origin. */
  readonly pathPrefix: string;
  readonly owned: boolean;
  /** Whether its name may resolve to private or loopback addresses. */
  readonly privateAllowed: boolean;
  readonly propagate: boolean;
  /** Requests a second of the whole fleet at most; absent where nothing is said. */
  readonly ratePerSecond?: number;
  /** Whether a `Retry-After` is heeded. */
  readonly retryAfter: boolean;
}

/** The origins and URL prefixes traffic may reach; fixed at the start of a run. */
export interface Scope {
  readonly rules: readonly ScopeRule[];
  /** The rule that lets a URL in, the longest prefix first; undefined when none does. */
  ruleFor(url: URL): ScopeRule | undefined;
}
