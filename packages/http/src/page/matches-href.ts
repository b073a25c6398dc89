/**
 * Whether a resolved URL fits an `href` selector: a part of the URL, or, with `*` for any run of characters, a pattern of the whole
 * URL; a pattern that starts with `/` is held against path and query.
 */
export function matchesHref(url: URL, pattern: string): boolean {
  if (!pattern.includes('*')) return url.href.includes(pattern);
  return matchesGlob(pattern.startsWith('/') ? url.pathname + url.search : url.href, pattern);
}

/** Linear, where a regular expression made of several `.*` is not. */
function matchesGlob(text: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const first = parts.shift() ?? '';
  const last = parts.pop() ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
