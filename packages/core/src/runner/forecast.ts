import { loadPieceAt } from '../pace/load-level.ts';
import { presenceIn } from '../people/attendance.ts';
import type { Group } from '../people/person.ts';
import type { Population } from '../people/population.ts';

/** What is expected of everybody in a window of time. */
export interface Forecast {
  /** Simulated time, in milliseconds since 1970-01-01 UTC. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Length of one bucket of simulated time. */
  readonly bucketMs: number;
  readonly profiles: readonly ProfileForecast[];
  /** Actions by bucket, of all. */
  readonly expected: readonly number[];
  readonly total: number;
  /** The highest rate, in actions a minute of simulated time, and when it is reached first. */
  readonly peakPerMinute: number;
  readonly peakAt: number;
}

/** What is expected of one profile. */
export interface ProfileForecast {
  readonly name: string;
  readonly role: string;
  readonly zone: string;
  readonly count: number;
  /** Of a closed pace the figures are the most there can be: answers take no time but what is assumed. */
  readonly pace: 'open' | 'closed';
  readonly expected: readonly number[];
  readonly total: number;
  readonly peakPerMinute: number;
  readonly peakAt: number;
}

/** What a forecast is made of. */
export interface ForecastOptions {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
  /** Of somebody of a group with a closed pace: milliseconds of simulated time from one action to the next. */
  readonly cycleMs: (group: Group) => number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A plateau begins where it is reached, not where rounding makes it highest. */
const justAbove = 1 + 1e-9;

/**
 * Adds up the rates of a population: trapezoids between whole minutes, at which rates by hours are exact; loads are looked at every second
 * where they are short. Pure.
 */
export function forecast(population: Population, { fromMs, toMs, bucketMs, cycleMs }: ForecastOptions): Forecast {
  const { rates, groups } = population;
  const buckets = Math.max(1, Math.ceil((toMs - fromMs) / bucketMs));
  const stepMs = toMs - fromMs <= 2 * 3_600_000 ? 1000 : minuteMs;
  const totals = new Float64Array(buckets);
  const highest = { perMinute: 0, at: fromMs };
  const lines = new Map<Group, { readonly expected: Float64Array; peakPerMinute: number; peakAt: number; last: number }>();
  const rateOf = (group: Group, atMs: number) =>
    group.profile.pace.kind === 'open' ? rates.perMinute(group, atMs) : (presentAt(group, atMs, rates.startMs) * minuteMs) / cycleMs(group);

  for (const group of groups) {
    const last = rateOf(group, fromMs);
    lines.set(group, { expected: new Float64Array(buckets), peakPerMinute: last, peakAt: fromMs, last });
  }
  for (let atMs = fromMs; atMs < toMs;) {
    const nextMs = Math.min(toMs, Math.floor(atMs / stepMs + 1) * stepMs);
    const bucket = Math.floor((atMs - fromMs) / bucketMs);
    let sum = 0;
    for (const [group, line] of lines) {
      // At the end of a window its last instant, not the first of what comes after.
      const rate = rateOf(group, nextMs === toMs ? nextMs - 0.001 : nextMs);
      const actions = ((line.last + rate) / 2) * ((nextMs - atMs) / minuteMs);
      line.expected[bucket] = (line.expected[bucket] ?? 0) + actions;
      totals[bucket] = (totals[bucket] ?? 0) + actions;
      if (rate > line.peakPerMinute * justAbove) {
        line.peakPerMinute = rate;
        line.peakAt = nextMs;
      }
      line.last = rate;
      sum += rate;
    }
    if (sum > highest.perMinute * justAbove) {
      highest.perMinute = sum;
      highest.at = nextMs;
    }
    atMs = nextMs;
  }
  return {
    fromMs,
    toMs,
    bucketMs,
    profiles: [...lines].map(([{ profile }, { expected, peakPerMinute, peakAt }]) => ({
      name: profile.name,
      role: profile.role,
      zone: profile.zone,
      count: profile.count,
      pace: profile.pace.kind,
      expected: [...expected],
      total: expected.reduce((all, one) => all + one, 0),
      peakPerMinute,
      peakAt,
    })),
    expected: [...totals],
    total: totals.reduce((all, one) => all + one, 0),
    peakPerMinute: highest.perMinute,
    peakAt: highest.at,
  };
}

/** How many of a group with a closed pace are there at a time, on average. */
function presentAt({ profile, attendance }: Group, atMs: number, startMs: number): number {
  if (profile.load !== undefined) {
    const piece = loadPieceAt(profile.load, atMs - startMs);
    if (piece === undefined) return 0;
    const level = piece.from + ((piece.to - piece.from) * (atMs - startMs - piece.startMs)) / (piece.endMs - piece.startMs);
    return Math.min(profile.count, Math.ceil(level));
  }
  if (attendance.isAlways) return profile.count;
  return profile.count * presenceIn(attendance.stretches(Math.floor(atMs / dayMs)), atMs, profile.rampMs);
}
