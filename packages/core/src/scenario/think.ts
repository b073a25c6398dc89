import { durationUnit, parseDuration } from '../support/duration.ts';
import type { ThinkTime } from './scenario.ts';

/** What may be written for `think`. */
export type ThinkInput = string | number | ThinkTime;

/** How a think time is written, for hints. */
export const thinkHint = 'Write a duration or two with a dash between, such as `0-1s`, `500ms`, `200ms-2s` or `0`.';

/**
 * Reads a think time: `'0-1s'`, `'500ms'`, `'200ms-2s'`, `'0'`, a number of milliseconds, or one made in code. A bare first
 * number takes the unit of the second.
 *
 * @returns undefined when it is none, or the first is longer than the second
 */
export function parseThink(value: unknown): ThinkTime | undefined {
  if (typeof value === 'object' && value !== null) return isThinkTime(value) ? value : undefined;
  const [first, second, ...more] = typeof value === 'string' ? value.split('-') : [value];
  if (more.length > 0) return undefined;
  const unit = typeof second === 'string' ? durationUnit(second) : undefined;
  const minMs = parseDuration(first, unit);
  const maxMs = second === undefined ? minMs : parseDuration(second);
  if (minMs === undefined || maxMs === undefined || minMs > maxMs) return undefined;
  return { minMs, maxMs };
}

function isThinkTime(value: object): value is ThinkTime {
  if (!('minMs' in value) || !('maxMs' in value)) return false;
  const minMs = parseDuration(value.minMs);
  const maxMs = parseDuration(value.maxMs);
  return typeof value.minMs === 'number' && typeof value.maxMs === 'number' && minMs !== undefined && maxMs !== undefined && minMs <= maxMs;
}
