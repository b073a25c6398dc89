import { compareKeys } from './compare-keys.ts';

/** Which part of a listing is asked for. */
export interface ListPageOptions {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** How many rows and prefixes together. */
  readonly limit: number;
  /** Index of the first row that may be listed. */
  readonly start: number;
}

/** A page of a listing. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly commonPrefixes: readonly string[];
  /** What the page ended with where more follows. */
  readonly last: { readonly row: Row } | { readonly commonPrefix: string } | undefined;
}

/**
 * Lists rows that are sorted by key: those with the prefix, rolled up at the first delimiter behind it. Skips what is rolled up by
 * bisection, so that a folder costs no more than a file.
 */
export function listPage<Row>(
  sorted: readonly Row[],
  keyOf: (row: Row) => string,
  { prefix, delimiter, limit, start }: ListPageOptions,
): ListPage<Row> {
  const rows: Row[] = [];
  const commonPrefixes: string[] = [];
  let last: ListPage<Row>['last'];
  let at = Math.max(
    start,
    firstIndex(sorted, keyOf, (key) => compareKeys(key, prefix) >= 0),
  );
  for (let row = sorted[at]; row !== undefined; row = sorted[at]) {
    const key = keyOf(row);
    if (!key.startsWith(prefix)) break;
    if (rows.length + commonPrefixes.length >= limit) return { rows, commonPrefixes, last: limit === 0 ? undefined : last };
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut < 0) {
      rows.push(row);
      last = { row };
      at += 1;
    } else {
      const commonPrefix = key.slice(0, cut + delimiter.length);
      commonPrefixes.push(commonPrefix);
      last = { commonPrefix };
      at = indexBehindPrefix(sorted, keyOf, commonPrefix);
    }
  }
  return { rows, commonPrefixes, last: undefined };
}

/** Index of the first row whose key comes after a key. */
export function indexBehindKey<Row>(sorted: readonly Row[], keyOf: (row: Row) => string, key: string): number {
  return firstIndex(sorted, keyOf, (candidate) => compareKeys(candidate, key) > 0);
}

/** Index of the first row behind all that begin with a prefix. */
export function indexBehindPrefix<Row>(sorted: readonly Row[], keyOf: (row: Row) => string, prefix: string): number {
  return firstIndex(sorted, keyOf, (key) => !key.startsWith(prefix) && compareKeys(key, prefix) > 0);
}

/** Bisection: the rows that do not hold come first. */
function firstIndex<Row>(sorted: readonly Row[], keyOf: (row: Row) => string, holds: (key: string) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = sorted[middle];
    if (row === undefined || holds(keyOf(row))) high = middle;
    else low = middle + 1;
  }
  return low;
}
