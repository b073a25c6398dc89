const millisecondsPer = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A unit a duration may be written in. */
export type DurationUnit = keyof typeof millisecondsPer;

/** How a duration is written, for hints. */
export const durationHint = 'Write a number with its unit, such as `500ms`, `30s`, `2m`, `1h` or `1d`.';

/**
 * Reads a duration: `'30s'`, `'500ms'`, `'1.5h'`, `'0'`, or a number of milliseconds.
 *
 * @param unit what a bare number in text is counted in; without it only `'0'` may go without a unit
 * @returns milliseconds, finite and not negative; undefined when it is no duration
 */
export function parseDuration(value: unknown, unit?: DurationUnit): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const match = /^(\d{1,15}(?:\.\d{1,9})?) ?(ms|s|m|h|d)?$/.exec(value.trim());
  if (match === null) return undefined;
  const amount = Number(match[1]);
  const written = durationUnit(value) ?? unit;
  if (written === undefined) return amount === 0 ? 0 : undefined;
  return amount * millisecondsPer[written];
}

/** The unit a duration was written in; undefined when it has none. */
export function durationUnit(text: string): DurationUnit | undefined {
  const suffix = /[a-z]+$/.exec(text.trim())?.[0];
  return suffix !== undefined && isUnit(suffix) ? suffix : undefined;
}

function isUnit(text: string): text is DurationUnit {
  return Object.hasOwn(millisecondsPer, text);
}
