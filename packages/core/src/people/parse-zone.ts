import { nearestWord } from '../support/nearest-word.ts';
import { refused, type Reading } from '../support/reading.ts';

/** Reads an IANA time zone such as `Europe/Berlin`. */
export function parseZone(value: unknown): Reading<string> {
  const hint = 'Write an IANA time zone, such as `Europe/Berlin` or `UTC`.';
  if (typeof value !== 'string') return refused(hint);
  try {
    new Intl.DateTimeFormat('en', { timeZone: value }).format(0);
    return { value };
  } catch {
    const known = Intl.supportedValuesOf('timeZone');
    const city = value.split('/').at(-1)?.toLowerCase().replaceAll(' ', '_');
    const nearest = known.find((zone) => zone.split('/').at(-1)?.toLowerCase() === city) ?? nearestWord(value, [...known, 'UTC']);
    return refused(nearest === undefined ? hint : `Did you mean \`${nearest}\`?`, 'there is no such time zone');
  }
}
