import type { Fields } from '../params/fields.ts';

/** A URL with fields appended to its query, without its fragment. */
export function withQuery(target: URL, query: Fields = {}): string {
  const url = new URL(target);
  url.hash = '';
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) url.searchParams.append(name, one);
  }
  return url.href;
}
