import type { Random } from '../support/random.ts';
import { createAttendance, type Attendance, type Stretch } from './attendance.ts';
import type { Profile } from './profile.ts';

/** People of one profile, as planning sees them. */
export interface Group {
  readonly profile: Profile;
  /** Place of the profile in the plan. */
  readonly index: number;
  readonly attendance: Attendance;
  /** When those who shift from day to day are there, by their numbers: kept for some of them only, for there may be many. */
  readonly shifted: Map<number, ShiftedDay>;
}

/** When somebody is there on one UTC day. */
interface ShiftedDay {
  readonly day: number;
  readonly stretches: readonly Stretch[];
}

const mostShifted = 4096;

/** Makes a group of the people of a profile. */
export function createGroup(profile: Profile, index: number): Group {
  return { profile, index, attendance: createAttendance(profile), shifted: new Map() };
}

const dayMs = 86_400_000;

/** One of them: what shifts from day to day is drawn from its own fork. */
export class Person {
  readonly group: Group;
  /** Counts the people of the profile from 0. */
  readonly number: number;
  readonly #random: Random;

  constructor(group: Group, number: number, random: Random) {
    this.group = group;
    this.number = number;
    this.#random = random;
  }

  /** When this person is there, on a UTC day. */
  stretches(utcDay: number): readonly Stretch[] {
    const { attendance, profile, shifted } = this.group;
    if (profile.jitterMs === 0 || attendance.isAlways) return attendance.stretches(utcDay);
    const known = shifted.get(this.number);
    if (known?.day === utcDay) return known.stretches;
    const stretches = attendance.stretches(utcDay, (day) => this.#shift(day));
    shifted.set(this.number, { day: utcDay, stretches });
    const [oldest] = shifted.keys();
    if (shifted.size > mostShifted && oldest !== undefined) shifted.delete(oldest);
    return stretches;
  }

  /**
   * When somebody with a closed pace is there again: the time itself if now. How far into the ramp one comes and goes is drawn once a day,
   * so that the share of people there follows the ramp.
   *
   * @returns milliseconds of simulated time; Infinity for never
   */
  nextThere(atMs: number): number {
    const { attendance, profile } = this.group;
    if (attendance.isAlways) return atMs;
    // Windows come back every week; a change of the clocks may move them by hours.
    for (let day = Math.floor(atMs / dayMs), last = day + 8; day <= last; day += 1) {
      for (const { startMs, endMs, day: begun } of this.stretches(day)) {
        const late = Math.min(profile.rampMs, (endMs - startMs) / 2) * rampPart(this.#draw('presence', begun));
        if (atMs < endMs - late) return Math.max(atMs, startMs + late);
      }
    }
    return Infinity;
  }

  #shift(day: number): number {
    return (2 * this.#draw('jitter', day) - 1) * this.group.profile.jitterMs;
  }

  #draw(what: string, day: number): number {
    // Days before 1970 exist in time zones at the start of a run that begins at 0.
    return this.#random
      .fork(what)
      .fork(day + 10)
      .next();
  }
}

/** Where 3x^2 - 2x^3 reaches a share. */
function rampPart(share: number): number {
  return 0.5 - Math.sin(Math.asin(1 - 2 * share) / 3);
}
