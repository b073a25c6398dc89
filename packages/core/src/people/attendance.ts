import type { HoursWindow } from './hours.ts';
import type { Profile } from './profile.ts';
import { createZone } from './zone.ts';

/** A stretch of time somebody is there, in milliseconds UTC. */
export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
  /** The local day it began on, in days since 1970-01-01. */
  readonly day: number;
}

/** When people of one profile are there. Pure; it remembers the last days it was asked for. */
export interface Attendance {
  /** Whether they are there at any time. */
  readonly isAlways: boolean;
  /** The stretches that touch a UTC day, in order, those that meet made one; `shiftOf` moves the windows of a local day. */
  stretches(utcDay: number, shiftOf?: (day: number) => number): readonly Stretch[];
}

const dayMs = 86_400_000;
const remembered = 4;

/** Makes the attendance of a profile. */
export function createAttendance({ hours, zone: zoneName }: Pick<Profile, 'hours' | 'zone'>): Attendance {
  if (hours === 'always') {
    return { isAlways: true, stretches: () => [{ startMs: -Infinity, endMs: Infinity, day: 0 }] };
  }
  const zone = createZone(zoneName);
  const localDays = new Map<number, readonly Stretch[]>();
  const merged = new Map<number, readonly Stretch[]>();

  const onLocalDay = (day: number) =>
    remember(localDays, day, () =>
      hours
        .filter(({ weekdays }) => (weekdays & (1 << weekdayOf(day))) !== 0)
        .map(({ startMinute, endMinute }: HoursWindow) => ({
          startMs: zone.instantOf(day, startMinute),
          endMs: zone.instantOf(day, endMinute),
          day,
        })),
    );

  const around = (utcDay: number, shiftOf: (day: number) => number) => {
    const all = [utcDay - 2, utcDay - 1, utcDay, utcDay + 1, utcDay + 2]
      .flatMap(onLocalDay)
      .toSorted((a, b) => a.startMs - b.startMs)
      .map(({ startMs, endMs, day }, index, sorted) => {
        const next = sorted[index + 1];
        // Where a day goes on into the next, the edge between them moves as one.
        const endsWith = next !== undefined && next.startMs <= endMs ? next.day : day;
        return { startMs: startMs + shiftOf(day), endMs: endMs + shiftOf(endsWith), day };
      })
      .filter(({ startMs, endMs }) => endMs > startMs);
    return mergeStretches(all).filter(({ startMs, endMs }) => endMs > utcDay * dayMs && startMs < (utcDay + 1) * dayMs);
  };

  return {
    isAlways: false,
    stretches: (utcDay, shiftOf) =>
      shiftOf === undefined ? remember(merged, utcDay, () => around(utcDay, () => 0)) : around(utcDay, shiftOf),
  };
}

/** The share of people there at a time: 0 outside of every stretch, 1 inside, and between them 3x^2 - 2x^3 over the ramp. */
export function presenceIn(stretches: readonly Stretch[], atMs: number, rampMs: number): number {
  for (const { startMs, endMs } of stretches) {
    if (atMs < startMs) return 0;
    if (atMs >= endMs) continue;
    const ramp = Math.min(rampMs, (endMs - startMs) / 2);
    const inside = Math.min(atMs - startMs, endMs - atMs);
    if (inside >= ramp) return 1;
    const part = inside / ramp;
    return part * part * (3 - 2 * part);
  }
  return 0;
}

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function mergeStretches(all: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of all.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last === undefined || stretch.startMs > last.endMs) merged.push(stretch);
    else merged[merged.length - 1] = { ...last, endMs: Math.max(last.endMs, stretch.endMs) };
  }
  return merged;
}

function remember<Value>(known: Map<number, Value>, key: number, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
    for (const oldest of known.keys()) {
      if (known.size <= remembered * 2) break;
      known.delete(oldest);
    }
  }
  return value;
}
