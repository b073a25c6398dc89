import { durationUnit, parseDuration } from '../support/duration.ts';
import type { ThinkTime } from './scenario.ts';

/** What may be written for `think`. */
export type ThinkInput = string | number | ThinkTime | ThinkOptions;

/** A think time as a map; durations as text or in milliseconds. */
export interface ThinkOptions {
  /** @default uniform */
  readonly distribution?: ThinkTime['distribution'];
  /** Of `exponential`, `normal` and `lognormal`, before bounding. */
  readonly mean?: number | string;
  /** Standard deviation of `normal` and `lognormal`, before bounding. */
  readonly deviation?: number | string;
  /** @default 0 */
  readonly min?: number | string;
  /** @default none; `uniform` needs one */
  readonly max?: number | string;
}

/** The distributions of think times. */
export const thinkDistributions = ['uniform', 'exponential', 'normal', 'lognormal'] as const satisfies ThinkTime['distribution'][];

/** How a think time is written, for hints. */
export const thinkHint =
  'Write a duration or two with a dash between, such as `0-1s`, `500ms`, `200ms-2s` or `0`; or `exponential(2s)`, `normal(2s,500ms)`, `lognormal(2s,1s,100ms-10s)`.';

/**
 * Reads a think time: `'0-1s'`, `'500ms'`, `'0'`, a number of milliseconds, a distribution such as `'exponential(2s)'`, `'normal(2s,500ms)'`
 * or `'lognormal(2s,1s,100ms-10s)'` (mean, deviation, bounds), a map, or one made in code. A bare first number takes the unit of the second.
 *
 * @returns undefined when it is none, or its bounds are the wrong way round
 */
export function parseThink(value: unknown): ThinkTime | undefined {
  if (typeof value === 'object' && value !== null) return 'minMs' in value || 'maxMs' in value ? readThinkTime(value) : readOptions(value);
  const call = typeof value === 'string' ? /^\s*([a-z]+)\((.*)\)\s*$/.exec(value) : null;
  return call === null ? readRange(value) : readCall(call[1], call[2]?.split(',') ?? []);
}

/** `0-1s`, `500ms`. */
function readRange(value: unknown): { readonly minMs: number; readonly maxMs: number } | undefined {
  const [first, second, ...more] = typeof value === 'string' ? value.split('-') : [value];
  if (more.length > 0) return undefined;
  const unit = typeof second === 'string' ? durationUnit(second) : undefined;
  const minMs = parseDuration(first, unit);
  const maxMs = second === undefined ? minMs : parseDuration(second);
  return minMs === undefined || maxMs === undefined || minMs > maxMs ? undefined : { minMs, maxMs };
}

/** `normal(2s,500ms)`, with bounds as the last: `normal(2s,500ms,0-5s)`. */
function readCall(distribution: string | undefined, words: readonly string[]): ThinkTime | undefined {
  if (distribution === 'uniform') return words.length === 1 ? readRange(words[0]) : undefined;
  const figures = distribution === 'exponential' ? 1 : 2;
  if (words.length < figures || words.length > figures + 1) return undefined;
  const bounds = words.length > figures ? readRange(words[figures]) : unbounded;
  const [meanMs, deviationMs] = words.slice(0, figures).map((word) => parseDuration(word));
  return bounds && check({ ...bounds, distribution, meanMs, deviationMs });
}

function readOptions(value: object): ThinkTime | undefined {
  const { distribution, mean, deviation, min, max, ...unknown }: Readonly<Record<string, unknown>> = { ...value };
  if (Object.keys(unknown).length > 0) return undefined;
  // Absent is not the same as wrong.
  const read = (written: unknown, absent?: number) => (written === undefined ? absent : (parseDuration(written) ?? Number.NaN));
  return check({
    distribution,
    meanMs: read(mean),
    deviationMs: read(deviation),
    minMs: read(min, 0),
    maxMs: read(max, Number.POSITIVE_INFINITY),
  });
}

function readThinkTime(value: object): ThinkTime | undefined {
  const { distribution, meanMs, deviationMs, minMs, maxMs }: Readonly<Record<string, unknown>> = { ...value };
  return check({ distribution, meanMs, deviationMs, minMs, maxMs });
}

const unbounded = { minMs: 0, maxMs: Number.POSITIVE_INFINITY };

/** Takes a think time whose figures fit its distribution, with nothing in it that its distribution has not. */
function check(given: Readonly<Record<keyof ThinkTime, unknown>>): ThinkTime | undefined {
  const { distribution = 'uniform', meanMs, deviationMs, minMs, maxMs } = given;
  if (!isTime(minMs) || typeof maxMs !== 'number' || !(minMs <= maxMs)) return undefined;
  switch (distribution) {
    case 'uniform':
      return isTime(maxMs) && meanMs === undefined && deviationMs === undefined ? { minMs, maxMs } : undefined;
    case 'exponential':
      return isTime(meanMs) && meanMs > 0 && deviationMs === undefined ? { minMs, maxMs, distribution, meanMs } : undefined;
    case 'normal':
    case 'lognormal':
      if (!isTime(meanMs) || !isTime(deviationMs) || (distribution === 'lognormal' && meanMs === 0)) return undefined;
      return { minMs, maxMs, distribution, meanMs, deviationMs };
    default:
      return undefined;
  }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
