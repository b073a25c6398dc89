import { refused, type Reading } from '../support/reading.ts';

/**
 * Reads an instant: `2026-01-05T08:00:00Z`, with an offset instead of `Z`, or a date alone for its midnight UTC.
 *
 * @returns milliseconds since 1970-01-01 UTC
 */
export function parseStart(value: unknown): Reading<number> {
  const hint = 'Write a date and time with `Z` or an offset, such as `2026-01-05T00:00:00Z`.';
  if (typeof value !== 'string') return refused(hint);
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(value.trim());
  if (match === null) return refused(hint);
  const [text, year, month, day, offset] = match;
  if (text.includes('T') && offset === undefined) return refused(hint, 'it does not say in which time zone');
  const instant = Date.parse(text);
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number.isNaN(instant) || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) {
    return refused(hint, 'there is no such time');
  }
  return instant >= 0 ? { value: instant } : refused(hint, 'it lies before 1970');
}
