/** Resolves what is written in a page: http(s), without user information, without fragment; undefined for everything else. */
export function resolveUrl(written: string, base: string): URL | undefined {
  const url = URL.parse(written, base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') {
    return undefined;
  }
  url.hash = '';
  return url;
}

/** What relative URLs of a page are relative to: its first `<base href>` where that is http(s), else its own URL. */
export function baseOf(pageUrl: string, base: string | undefined): string {
  return (base === undefined ? undefined : resolveUrl(base, pageUrl)?.href) ?? pageUrl;
}
