import type { Clock } from '@rushhour/core';
import type { Target } from '../target/target.ts';
import { readCookie, type CookieLibrary, type StoredCookie } from './read-cookie.ts';

/** Cookies a user keeps per host, and the longest one, as browsers bound them (RFC 6265, 6.1). */
const maxCookiesPerHost = 50;
const maxCookieBytes = 4096;
/** Cookies a user keeps in all. */
const maxCookies = 1000;

/** Whether a Set-Cookie value means the same on every page of a host and at any time: its path is the root, and it does not expire. */
const meansTheSameEverywhere = (value: string) => /;\s*path\s*=\s*\/\s*(?:;|$)/i.test(value) && !/;\s*(?:expires|max-age)\s*=/i.test(value);

/**
 * The cookies of one user (RFC 6265, 5.3 and 5.4) on the parser, the matching and the public suffixes of tough-cookie. Its own jar holds
 * a kilobyte for the first cookie, which ten thousand users who think all day cannot afford.
 */
export class UserCookies {
  readonly #library: CookieLibrary;
  /** In the order they were made. */
  #cookies: readonly StoredCookie[] = [];
  /** The last value stored, if storing it again would change nothing. */
  #lastValue = '';
  #lastHost = '';
  #cachedOrigin = '';
  /** Undefined when every path of the origin gets the same cookies. */
  #cachedPath: string | undefined;
  #cachedHeader: string | undefined;
  #cachedUntil = -Infinity;

  constructor(library: CookieLibrary) {
    this.#library = library;
  }

  /** Takes over what an answer sets. Cookies for other hosts and public suffixes, secure ones over http, and too large ones are refused. */
  store(values: readonly string[], target: Target, clock: Clock): void {
    const [first = ''] = values;
    // Many sites set the same cookie with every answer.
    if (values.length === 1 && first === this.#lastValue && target.hostname === this.#lastHost) return;
    this.#cachedUntil = -Infinity;
    const now = clock.wallTime();
    for (const value of values.slice(0, maxCookiesPerHost * 2)) {
      if (value.length > maxCookieBytes) continue;
      const cookie = readCookie(this.#library, value, target, now);
      if (cookie !== undefined) this.#put(cookie, now);
    }
    this.#lastValue = values.length === 1 && meansTheSameEverywhere(first) ? first : '';
    this.#lastHost = target.hostname;
  }

  /** The Cookie header for a target, the same string until a cookie changes or expires. */
  headerFor(target: Target, clock: Clock): string | undefined {
    if (
      this.#cachedOrigin === target.origin &&
      (this.#cachedPath === undefined || this.#cachedPath === target.pathname) &&
      (this.#cachedUntil === Infinity || clock.wallTime() < this.#cachedUntil)
    ) {
      return this.#cachedHeader;
    }
    const now = clock.wallTime();
    const ofHost = this.#cookies.filter((cookie) => cookie.expiresAt > now && this.#isOfHost(cookie, target));
    const sent = ofHost
      .filter((cookie) => this.#library.pathMatch(target.pathname, cookie.path))
      // The longest path first, the oldest first among equals: the sort is stable.
      .toSorted((one, other) => other.path.length - one.path.length);
    this.#cachedOrigin = target.origin;
    this.#cachedPath = ofHost.every((cookie) => cookie.path === '/') ? undefined : target.pathname;
    this.#cachedHeader =
      sent.length === 0 ? undefined : sent.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
    this.#cachedUntil = Math.min(Infinity, ...ofHost.map((cookie) => cookie.expiresAt));
    return this.#cachedHeader;
  }

  #isOfHost(cookie: StoredCookie, target: Target): boolean {
    if (cookie.isSecure && !target.isSecure) return false;
    if (cookie.isHostOnly) return cookie.domain === target.hostname;
    return this.#library.domainMatch(target.hostname, cookie.domain, false) ?? false;
  }

  #put(cookie: StoredCookie, now: number): void {
    const kept = this.#cookies.filter((other) => other.expiresAt > now);
    const at = kept.findIndex((other) => other.name === cookie.name && other.domain === cookie.domain && other.path === cookie.path);
    if (at >= 0) {
      // A changed cookie keeps its place.
      this.#cookies = cookie.expiresAt > now ? kept.with(at, cookie) : kept.toSpliced(at, 1);
      return;
    }
    if (cookie.expiresAt > now) {
      // Above the bounds the oldest goes, as in browsers.
      const ofHost = kept.filter((other) => other.domain === cookie.domain);
      const oldest = ofHost.length >= maxCookiesPerHost ? ofHost[0] : kept.length >= maxCookies ? kept[0] : undefined;
      if (oldest !== undefined) kept.splice(kept.indexOf(oldest), 1);
      kept.push(cookie);
    }
    this.#cookies = kept;
  }
}
