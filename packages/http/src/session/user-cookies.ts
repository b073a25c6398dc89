import type { Clock } from '@rushhour/core';
import type { Cookie } from 'tough-cookie';
import type { Target } from '../target/target.ts';

type ToughCookie = typeof import('tough-cookie');

/** Cookies a user keeps per host, and the longest one, as browsers bound them (RFC 6265, 6.1). */
const maxCookiesPerHost = 50;
const maxCookieBytes = 4096;

let loaded: ToughCookie | undefined;
let loading: Promise<ToughCookie> | undefined;

/** Loads the cookie library: it is heavy, and many runs never see a cookie. Returns at once when it is there. */
export function loadCookieLibrary(): ToughCookie | Promise<ToughCookie> {
  if (loaded !== undefined) return loaded;
  loading ??= import('tough-cookie').then((library) => (loaded = library));
  return loading;
}

/** The cookies of one user. */
export class UserCookies {
  readonly #library: ToughCookie;
  readonly #jar: InstanceType<ToughCookie['CookieJar']>;
  #cachedOrigin = '';
  /** Undefined when every path of the origin gets the same cookies. */
  #cachedPath: string | undefined;
  #cachedHeader: string | undefined;
  #cachedUntil = -Infinity;

  constructor(library: ToughCookie) {
    this.#library = library;
    this.#jar = new library.CookieJar(undefined, { allowSecureOnLocal: false });
  }

  /** Takes over what an answer sets. Cookies for other hosts and public suffixes, secure ones over http, and too large ones are refused. */
  store(values: readonly string[], target: Target): void {
    this.#cachedUntil = -Infinity;
    for (const value of values.slice(0, maxCookiesPerHost * 2)) {
      if (value.length > maxCookieBytes) continue;
      const cookie = this.#library.Cookie.parse(value);
      if (cookie === undefined || (cookie.secure && !target.isSecure)) continue;
      if (!this.#hasRoomFor(cookie, target)) continue;
      this.#jar.setCookieSync(cookie, target.href, { ignoreError: true });
    }
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
    const cookies = this.#jar.getCookiesSync(target.href);
    this.#cachedOrigin = target.origin;
    this.#cachedHeader = cookies.length === 0 ? undefined : cookies.map((cookie) => cookie.cookieString()).join('; ');
    this.#cachedUntil = Math.min(Infinity, ...cookies.map((cookie) => cookie.expiryTime() ?? Infinity));
    const ofHost = this.#ofHost(target.hostname);
    this.#cachedPath = ofHost.every((cookie) => cookie.path === '/') ? undefined : target.pathname;
    return this.#cachedHeader;
  }

  /** Every cookie a host might get, whatever the path. */
  #ofHost(hostname: string): readonly Cookie[] {
    let found: readonly Cookie[] = [];
    this.#jar.store.findCookies(hostname, null, true, (_error, cookies) => {
      found = cookies ?? [];
    });
    return found;
  }

  #hasRoomFor(cookie: Cookie, target: Target): boolean {
    const present = this.#ofHost(cookie.domain ?? target.hostname);
    return present.length < maxCookiesPerHost || present.some((other) => other.key === cookie.key);
  }
}
