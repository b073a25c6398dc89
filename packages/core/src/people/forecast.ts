import { loadPieceAt } from '../pace/load-level.ts';
import type { Load } from '../pace/load.ts';
import { presenceIn } from './attendance.ts';
import type { Group } from './person.ts';
import type { Population } from './population.ts';

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

/** What a group does in a stretch of time in which it goes in a straight line. */
interface Stretch {
  /** Actions a minute at its start and its end. */
  readonly from: number;
  readonly to: number;
  /** Those who come: they act at once. */
  readonly begun: number;
}

/** The line of a group in the making. */
interface Line {
  readonly expected: Float64Array;
  readonly top: { perMinute: number; at: number };
  /** Of a closed pace: how many were there at the end of the last stretch. */
  present: number;
}

/**
 * Adds up the rates of a population: trapezoids between whole minutes, or seconds of a short window, and wherever a load bends. Who has a
 * closed pace acts when coming, and then once a cycle. Pure.
 */
export function forecast(population: Population, { fromMs, toMs, bucketMs, cycleMs }: ForecastOptions): Forecast {
  const { rates, groups } = population;
  const buckets = Math.max(1, Math.ceil((toMs - fromMs) / bucketMs));
  const stepMs = toMs - fromMs <= 2 * 3_600_000 ? 1000 : minuteMs;
  const totals = new Float64Array(buckets);
  const highest = { perMinute: 0, at: fromMs };
  const lines = new Map<Group, Line>(
    groups.map((group) => [group, { expected: new Float64Array(buckets), top: { perMinute: 0, at: fromMs }, present: 0 }]),
  );
  const raise = (top: { perMinute: number; at: number }, perMinute: number, atMs: number) => {
    if (perMinute <= top.perMinute * justAbove) return;
    top.perMinute = perMinute;
    top.at = atMs;
  };

  const stretchOf = (group: Group, line: Line, [atMs, nextMs]: readonly [number, number]): Stretch => {
    if (group.profile.pace.kind === 'open') {
      return { from: rates.perMinute(group, atMs), to: rates.perMinute(group, justBefore(nextMs)), begun: 0 };
    }
    const now = presentAt(group, atMs, rates.startMs);
    const then = presentAt(group, justBefore(nextMs), rates.startMs);
    const perMinute = (present: number) => (present === 0 ? 0 : (present * minuteMs) / cycleMs(group));
    const begun = Math.max(0, now - line.present) + Math.max(0, then - now);
    line.present = then;
    return { from: perMinute(now), to: perMinute(then), begun };
  };

  for (let atMs = fromMs; atMs < toMs;) {
    const bends = groups.map(({ profile }) =>
      profile.load === undefined ? Infinity : nextBend(profile.load, atMs - rates.startMs) + rates.startMs,
    );
    const nextMs = Math.min(toMs, Math.floor(atMs / stepMs + 1) * stepMs, ...bends);
    const bucket = Math.floor((atMs - fromMs) / bucketMs);
    let [sumFrom, sumTo] = [0, 0];
    for (const [group, line] of lines) {
      const { from, to, begun } = stretchOf(group, line, [atMs, nextMs]);
      const actions = ((from + to) / 2) * ((nextMs - atMs) / minuteMs) + begun;
      line.expected[bucket] = (line.expected[bucket] ?? 0) + actions;
      totals[bucket] = (totals[bucket] ?? 0) + actions;
      raise(line.top, from, atMs);
      raise(line.top, to, nextMs);
      sumFrom += from;
      sumTo += to;
    }
    raise(highest, sumFrom, atMs);
    raise(highest, sumTo, nextMs);
    atMs = nextMs;
  }
  return {
    fromMs,
    toMs,
    bucketMs,
    profiles: [...lines].map(([{ profile }, { expected, top }]) => ({
      name: profile.name,
      role: profile.role,
      zone: profile.zone,
      count: profile.count,
      pace: profile.pace.kind,
      expected: [...expected],
      total: expected.reduce((all, one) => all + one, 0),
      peakPerMinute: top.perMinute,
      peakAt: top.at,
    })),
    expected: [...totals],
    total: totals.reduce((all, one) => all + one, 0),
    peakPerMinute: highest.perMinute,
    peakAt: highest.at,
  };
}

/** The end of the piece of a load a time lies in: there it may jump. */
function nextBend(load: Load, atMs: number): number {
  return loadPieceAt(load, Math.max(0, atMs))?.endMs ?? Infinity;
}

/** At the end of a stretch counts what was there before it, not what comes after. */
function justBefore(atMs: number): number {
  return atMs - 0.001;
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
