import { loadPieceAt, type LoadPiece } from '../pace/load-level.ts';
import type { OpenPace } from '../pace/pace.ts';
import { RateSegment } from '../pace/rate-segment.ts';
import { presenceIn } from './attendance.ts';
import type { Group, Person } from './person.ts';

/** What all open paces together are held between, in arrivals a minute. */
export interface RateBounds {
  readonly ratePerMinute?: number;
  readonly floorPerMinute?: number;
}

/** What rates are made of. */
export interface RatesOptions {
  readonly groups: readonly Group[];
  readonly bounds: RateBounds;
  /** Multiplies all of it. */
  readonly scale: number;
  /** Simulated time at which the run begins: loads count from there. */
  readonly startMs: number;
  /** Everybody of a group, in this process or not: those who shift from day to day make the total differ. */
  readonly everybody: (group: Group) => readonly Person[];
}

/**
 * The rate of everybody at any time. By hours, with activity `a`, presence `p` and the pace's peak and off-peak values:
 *
 * - weight `w = offPeak + (peak - offPeak) p`, for shares times `a` and times `K`, which makes the largest sum of a week the ceiling;
 * - rate `r = w c`, where `c` brings the sum of all between floor and ceiling; when that sum is 0, the floor is shared by `a`;
 * - exact at whole minutes, in a straight line between them.
 *
 * Every process computes the same from the plan alone. Pure, but for remembering the hours it was asked for.
 */
export interface Rates {
  /** Simulated time at which the run begins. */
  readonly startMs: number;
  /** The segment of a person's rate at a time, shared with others of the same rate; undefined when it is 0 from there on. */
  segmentAt(person: Person, atMs: number): RateSegment | undefined;
  /** Arrivals a minute of a whole group at a time. */
  perMinute(group: Group, atMs: number): number;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const points = 61;
const hoursRemembered = 30;
/** A straight hour with fewer expected arrivals than this is one segment. */
const mostInHour = 64;

/** The rates of a group in one hour, at its whole minutes, in arrivals a millisecond of one person. */
interface Hour {
  readonly rates: Float64Array;
  /** All of it, where the rate is the same throughout. */
  readonly whole: RateSegment | undefined;
  /** Its minutes, made when they are first asked for. */
  readonly minutes: RateSegment[];
}

/** What weights are multiplied with, and what is added to them by activity, at the whole minutes of an hour. */
interface Bounding {
  readonly factors: Float64Array;
  readonly extras: Float64Array;
}

/** Makes the rates of a population. */
export function createRates({ groups, bounds, scale, startMs, everybody }: RatesOptions): Rates {
  const open = groups.filter(({ profile }) => profile.pace.kind === 'open' && profile.load === undefined);
  const isBounded = bounds.ratePerMinute !== undefined || bounds.floorPerMinute !== undefined;
  const hours = new Map<Group, Map<number, Hour>>(groups.map((group) => [group, new Map()]));
  const boundings = new Map<number, Bounding>();
  const normalisers = new Map<number, number>();

  /** The largest sum of all share weights of a week, in which the weeks begin on Mondays. */
  const largestSum = (week: number) =>
    remember(normalisers, week, () => {
      const shared = open.filter(({ profile }) => paceOf(profile.pace).unit === 'share');
      let largest = 0;
      const begin = (week * 7 - 3) * dayMs;
      const stepMs = shared.some(hasShortWindow) ? minuteMs : 5 * minuteMs;
      for (let atMs = begin; atMs < begin + 7 * dayMs; atMs += stepMs) {
        const sum = shared.reduce((all, group) => all + group.profile.count * rawWeight(group, presenceOf(group, atMs)), 0);
        if (sum > largest) largest = sum;
      }
      return largest;
    });

  /** The weight of somebody of a group by presence, in arrivals a minute before bounding. */
  const weight = (group: Group, presence: number, atMs: number) => {
    const raw = rawWeight(group, presence);
    if (paceOf(group.profile.pace).unit === 'rate' || raw === 0) return raw;
    const largest = largestSum(Math.floor((Math.floor(atMs / dayMs) + 3) / 7));
    return largest === 0 ? 0 : (raw * (bounds.ratePerMinute ?? 0)) / largest;
  };

  const totalAt = (atMs: number) => {
    let total = 0;
    for (const group of open) {
      if (!shiftsDaily(group)) total += group.profile.count * weight(group, presenceOf(group, atMs), atMs);
      else for (const person of everybody(group)) total += weight(group, presenceOf(person, atMs), atMs);
    }
    return total;
  };

  const boundingOf = (hour: number): Bounding =>
    remember(boundings, hour, () => {
      const factors = new Float64Array(points).fill(1);
      const extras = new Float64Array(points);
      if (!isBounded) return { factors, extras };
      const { ratePerMinute: ceiling = Infinity, floorPerMinute: floor = 0 } = bounds;
      const activity = open.reduce((all, { profile }) => all + profile.count * profile.activity, 0);
      for (let minute = 0; minute < points; minute += 1) {
        const total = totalAt(hour * hourMs + minute * minuteMs);
        if (total > ceiling) factors[minute] = ceiling / total;
        else if (total === 0) extras[minute] = activity === 0 ? 0 : floor / activity;
        else if (total < floor) factors[minute] = floor / total;
      }
      return { factors, extras };
    });

  /** Arrivals a millisecond of somebody at a whole minute. */
  const rate = (whose: Person | Group, hour: number, minute: number) => {
    const group = 'group' in whose ? whose.group : whose;
    const { factors, extras } = boundingOf(hour);
    const atMs = hour * hourMs + minute * minuteMs;
    const perMinute =
      weight(group, presenceOf(whose, atMs), atMs) * (factors[minute] ?? 1) + (extras[minute] ?? 0) * group.profile.activity;
    return (perMinute * scale) / minuteMs;
  };

  const hourOf = (group: Group, hour: number): Hour =>
    remember(hours.get(group) ?? new Map<number, Hour>(), hour, () => {
      const rates = Float64Array.from({ length: points }, (_, minute) => rate(group, hour, minute));
      const [from = 0] = rates;
      const isStraight = from * hourMs < mostInHour && rates.every((value) => value === from);
      const beginMs = hour * hourMs;
      const whole = isStraight ? new RateSegment({ startMs: beginMs, endMs: beginMs + hourMs, from, to: from, key: hour * 60 }) : undefined;
      return { rates, whole, minutes: [] };
    });

  const minuteOf = (hour: number, minute: number, [from, to]: readonly [from: number, to: number]) => {
    const beginMs = hour * hourMs + minute * minuteMs;
    return new RateSegment({ startMs: beginMs, endMs: beginMs + minuteMs, from, to, key: hour * 60 + minute });
  };

  const loadPiece = ({ profile }: Group, atMs: number): LoadPiece | undefined =>
    profile.load === undefined ? undefined : loadPieceAt(profile.load, atMs - startMs);

  return {
    startMs,
    segmentAt(person, atMs) {
      const { group } = person;
      const { profile } = group;
      if (profile.pace.kind === 'closed') return undefined;
      if (profile.load !== undefined) {
        const piece = loadPiece(group, atMs);
        if (piece === undefined) return undefined;
        const each = scale / profile.count / minuteMs;
        return new RateSegment({
          startMs: startMs + piece.startMs,
          endMs: startMs + piece.endMs,
          from: piece.from * each,
          to: piece.to * each,
          key: piece.number,
        });
      }
      const hour = Math.floor(atMs / hourMs);
      const minute = Math.floor((atMs - hour * hourMs) / minuteMs);
      if (shiftsDaily(group)) return minuteOf(hour, minute, [rate(person, hour, minute), rate(person, hour, minute + 1)]);
      const { rates, whole, minutes } = hourOf(group, hour);
      return whole ?? (minutes[minute] ??= minuteOf(hour, minute, [rates[minute] ?? 0, rates[minute + 1] ?? 0]));
    },
    perMinute(group, atMs) {
      const { profile } = group;
      if (profile.pace.kind === 'closed') return 0;
      if (profile.load !== undefined) {
        const piece = loadPiece(group, atMs);
        if (piece === undefined) return 0;
        return scale * (piece.from + ((piece.to - piece.from) * (atMs - startMs - piece.startMs)) / (piece.endMs - piece.startMs));
      }
      const hour = Math.floor(atMs / hourMs);
      const minute = Math.floor((atMs - hour * hourMs) / minuteMs);
      if (!shiftsDaily(group)) return (hourOf(group, hour).rates[minute] ?? 0) * profile.count * minuteMs;
      return everybody(group).reduce((all, person) => all + rate(person, hour, minute), 0) * minuteMs;
    },
  };
}

/** Whether the people of a group have rates of their own. */
function shiftsDaily({ profile, attendance }: Group): boolean {
  return profile.jitterMs > 0 && !attendance.isAlways;
}

/** Whether somebody is there for so short a time that it must be looked for minute by minute. */
function hasShortWindow({ profile: { hours } }: Group): boolean {
  return hours !== 'always' && hours.some(({ startMinute, endMinute }) => endMinute - startMinute < 30);
}

function presenceOf(whose: Person | Group, atMs: number): number {
  const { attendance, profile } = 'group' in whose ? whose.group : whose;
  if (attendance.isAlways) return 1;
  const utcDay = Math.floor(atMs / dayMs);
  // Rates run straight between whole minutes: without any ramp they would begin before the hours.
  return presenceIn('group' in whose ? whose.stretches(utcDay) : attendance.stretches(utcDay), atMs, Math.max(profile.rampMs, minuteMs));
}

function rawWeight({ profile }: Group, presence: number): number {
  const { unit, peak, offPeak } = paceOf(profile.pace);
  const value = offPeak + (peak - offPeak) * presence;
  return unit === 'share' ? value * profile.activity : value;
}

function paceOf(pace: Group['profile']['pace']): Pick<OpenPace, 'unit' | 'peak' | 'offPeak'> {
  return pace.kind === 'open' ? pace : { unit: 'rate', peak: 0, offPeak: 0 };
}

function remember<Value>(known: Map<number, Value>, key: number, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > hoursRemembered && oldest !== undefined) known.delete(oldest);
  }
  return value;
}
