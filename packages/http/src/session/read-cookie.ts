import { isIP } from 'node:net';
import type { Target } from '../target/target.ts';

/** What is used of tough-cookie. */
export type CookieLibrary = Pick<
  typeof import('tough-cookie'),
  'Cookie' | 'canonicalDomain' | 'defaultPath' | 'domainMatch' | 'getPublicSuffix' | 'pathMatch'
>;

/** A cookie a user keeps. */
export interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Whether it is for that host alone. */
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
  /** Milliseconds since 1970; Infinity for as long as the session. */
  readonly expiresAt: number;
}

/** Reads a Set-Cookie value as the storage model of RFC 6265 (5.3) does, prefixes as RFC 6265bis; undefined for one to be ignored. */
export function readCookie(library: CookieLibrary, value: string, target: Target, now: number): StoredCookie | undefined {
  const cookie = library.Cookie.parse(value);
  if (cookie === undefined || (cookie.secure && !target.isSecure)) return undefined;
  const domain = domainOf(library, cookie.domain ?? '', target.hostname);
  if (domain === undefined) return undefined;
  const isHostOnly = cookie.domain === null || cookie.domain === '' || isIP(target.hostname) !== 0;
  const path = cookie.path?.startsWith('/') === true ? cookie.path : library.defaultPath(target.pathname);
  const name = cookie.key;
  if (/^__secure-/i.test(name) && !cookie.secure) return undefined;
  if (/^__host-/i.test(name) && !(cookie.secure && isHostOnly && path === '/')) return undefined;
  const expiry = cookie.maxAge === null ? cookie.expires : now + (cookie.maxAge === '-Infinity' ? -Infinity : Number(cookie.maxAge) * 1000);
  const expiresAt = expiry === null || expiry === 'Infinity' ? Infinity : Number(expiry);
  return { name, value: cookie.value, domain, isHostOnly, path, isSecure: cookie.secure, expiresAt };
}

/** The domain a cookie is for: the host's own, or a parent of it that is not a public suffix. */
function domainOf(library: CookieLibrary, wanted: string, hostname: string): string | undefined {
  if (wanted === '') return hostname;
  const domain = library.canonicalDomain(wanted);
  if (domain === undefined || library.domainMatch(hostname, domain, false) !== true) return undefined;
  if (domain === hostname && isIP(domain) !== 0) return domain;
  const suffix = library.getPublicSuffix(domain, { allowSpecialUseDomain: true, ignoreError: true });
  return suffix === undefined ? undefined : domain;
}
