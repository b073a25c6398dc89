import type { StatusSet } from './scenario.ts';

/** What may be written for `expect`. */
export type ExpectInput = string | number | readonly (string | number)[];

/** How expected statuses are written, for hints. */
export const expectHint = 'Write statuses between 100 and 999, such as `201`, `2xx`, `200-299` or `200-299,304`.';

/**
 * Reads expected statuses: `201`, `'2xx'`, `'200-299,304'`, or a list of such.
 *
 * @returns inclusive ranges in the order written; undefined when it is none
 */
export function parseExpect(value: unknown): StatusSet | undefined {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  const ranges = parts.flatMap((part) => (typeof part === 'string' ? part.split(',') : [part])).map(parseRange);
  const known = ranges.filter((range) => range !== undefined);
  return known.length === 0 || known.length < ranges.length ? undefined : known;
}

function parseRange(value: unknown): readonly [from: number, to: number] | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const match = /^(?:([1-9])xx|([1-9]\d\d)(?:\s*-\s*([1-9]\d\d))?)$/i.exec(String(value).trim());
  if (match === null) return undefined;
  if (match[1] !== undefined) return [Number(match[1]) * 100, Number(match[1]) * 100 + 99];
  const from = Number(match[2]);
  const to = Number(match[3] ?? match[2]);
  return from <= to ? [from, to] : undefined;
}
