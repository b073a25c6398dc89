import { durationHint, parseDuration } from '../support/duration.ts';
import { parseSize } from '../support/size.ts';
import { refused, type Reading } from '../support/reading.ts';

const bitsPer: Readonly<Record<string, number>> = { bit: 1, kbit: 1e3, mbit: 1e6, gbit: 1e9 };

/**
 * Reads how much a line carries a second: `20Mbit`, `500kbit` (bits, decimal), `2.5MB`, `1MiB` (bytes), each with or without `/s`.
 *
 * @returns bytes a second, at least 1
 */
export function parseBandwidth(value: unknown): Reading<number> {
  const hint = 'Write bits or bytes a second, such as `20Mbit`, `500kbit` or `2.5MB`.';
  if (typeof value !== 'string') return refused(hint, typeof value === 'number' ? 'it has no unit' : undefined);
  const text = value.trim().replace(/\/s$/i, '');
  if (/^\d+(\.\d+)? ?[kmg]?bps$/i.test(text) || /^\d+(\.\d+)? ?[kmgKMG]b$/.test(text)) {
    return refused('Write `Mbit` for bits, `MB` for bytes.', 'it does not tell bits from bytes');
  }
  const match = /^(\d{1,12}(?:\.\d{1,9})?) ?([kmg]?bit)$/i.exec(text);
  const isSize = /[a-z]$/i.test(text);
  const bytes =
    match === null ? (isSize ? parseSize(text) : undefined) : (Number(match[1]) * (bitsPer[(match[2] ?? '').toLowerCase()] ?? 0)) / 8;
  if (bytes === undefined) return refused(hint, isSize ? undefined : 'it has no unit');
  return bytes >= 1 ? { value: bytes } : refused(hint, 'it is less than a byte a second');
}

/** Reads how long everything takes longer on a line: a duration up to a minute, in milliseconds. */
export function parseLatency(value: unknown): Reading<number> {
  const latencyMs = parseDuration(value);
  if (latencyMs === undefined) return refused(durationHint);
  return latencyMs <= 60_000 ? { value: latencyMs } : refused('Write one minute at most.', 'it is too long');
}
