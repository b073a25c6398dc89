import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';

/** Options of {@link createHttp}. All are optional; what is unbounded in other clients is bounded here. */
export interface HttpOptions {
  /** Certificate authorities to trust beside the well-known ones, as PEM. */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[];
  /** Client certificate with its chain, as PEM; needs `key`. */
  readonly cert?: string | Uint8Array;
  /** Private key of the client certificate, as PEM; needs `cert`. */
  readonly key?: string | Uint8Array;
  /**
   * An HTTP proxy (`http://proxy:3128`, with `user:password@` if it wants them). Every connection is tunnelled through it with CONNECT, so
   * names are resolved by the proxy: the check of resolved addresses is then the proxy's business.
   */
  readonly proxy?: string | URL;
  /** Addresses to use instead of asking DNS, by host name. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** Whether HTTP/2 is offered to servers over TLS. @default false */
  readonly http2?: boolean;
  /** @default `rushhour/<version> (+https://www.npmjs.com/package/rushhour; contact: <contact>)` */
  readonly userAgent?: string;
  /** Who to write to about the traffic: an address or a URL, told in the user agent. @default unset */
  readonly contact?: string;
  /** Headers of every request, to every origin of the scope. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Connections per origin. @default the users of the process, at least 16, at most 1024; 6 for origins that are not owned */
  readonly connections?: number;
  /** How long an unused connection stays open, in milliseconds. @default 4000 */
  readonly idleMs?: number;
  /** How long making a connection may take, in milliseconds. @default 10000 */
  readonly connectMs?: number;
  /** Largest head of an answer, in bytes. @default 16384 */
  readonly maxHeaderBytes?: number;
  /** Longest chain of redirects. @default 10 */
  readonly maxRedirects?: number;
  /** Replaces the sockets: the dispatcher that answers for an origin. What tests of plugins use instead of a network. */
  readonly dispatcher?: (origin: string) => OriginDispatcher;
  /** Replaces DNS, with the signature of `dns.lookup`. Asked for all addresses at once; each is checked. @default dns.lookup */
  readonly lookup?: LookupFunction;
  /** Called once per request on the wire when it is over, with secrets hidden. Costs nothing when absent. */
  readonly trace?: (exchange: HttpExchange) => void;
}

/** What is asked of a dispatcher that replaces the sockets; every dispatcher of undici fits. */
export interface OriginDispatcher {
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean;
  /** Called when the transport closes. */
  destroy?(reason: Error): unknown;
}

/** One request on the wire and its answer, for {@link HttpOptions.trace}. Values of secret headers and query parameters are hidden. */
export interface HttpExchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** 0 when no answer came. */
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string | readonly string[]>>;
  /** Bytes of the body sent. */
  readonly bytesSent: number;
  /** Bytes of the body received. */
  readonly bytesReceived: number;
  /** From handing the request over to the end of its answer. */
  readonly durationMs: number;
  /** The error type when it failed, such as `connection_refused`. */
  readonly error?: string;
}
