/** An origin and a path prefix on a segment boundary. */
export interface UrlPrefix {
  readonly origin: string;
  /** Normalised, starts with `/`; ends with `/` only when it is `/`. */
  readonly pathPrefix: string;
}

const unreserved = /^[A-Za-z0-9._~-]$/;

/**
 * A path with the percent-encoding of unreserved characters taken away and the rest in upper case (RFC 3986, 6.2.2), so that
 * `/%62log` is `/blog`. What `URL` has done already (dot segments, case of the host, default port) is not done again.
 */
function normalisePath(path: string): string {
  if (!path.includes('%')) return path;
  return path.replace(/%([0-9A-Fa-f]{2})/g, (encoded, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return unreserved.test(character) ? character : encoded.toUpperCase();
  });
}

/** Whether a path hides a separator or dots behind percent-encoding (`%2f`, `%5c`, `%2e`): servers disagree on what it means. */
export function isAmbiguousPath(path: string): boolean {
  return path.includes('%') && /%(?:2f|5c|2e)/i.test(path);
}

/** Reads an origin or a URL prefix; undefined when it is not one (user information, a query, a fragment, other than a hierarchical URL). */
export function parseUrlPrefix(text: string): (UrlPrefix & { readonly hostname: string }) | undefined {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s\\]+$/.test(text) || text.includes('*') || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || url.hostname === '') return undefined;
  if (isAmbiguousPath(url.pathname)) return undefined;
  const path = normalisePath(url.pathname);
  return {
    origin: originOf(url),
    pathPrefix: path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path || '/',
    hostname: url.hostname,
  };
}

/** The origin of a URL, also of a scheme `URL` knows no origin for (`s3://bucket`). */
export function originOf(url: URL): string {
  return url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin;
}

/** Whether a URL lies under a prefix, on a segment boundary: `/blog` takes `/blog` and `/blog/x`, never `/blogger`. */
export function matchesPrefix(prefix: UrlPrefix, url: URL): boolean {
  if (originOf(url) !== prefix.origin) return false;
  if (prefix.pathPrefix === '/') return true;
  if (isAmbiguousPath(url.pathname)) return false;
  const path = normalisePath(url.pathname);
  return path === prefix.pathPrefix || path.startsWith(`${prefix.pathPrefix}/`);
}
