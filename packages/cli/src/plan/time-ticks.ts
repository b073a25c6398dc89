import type { LocalTime } from './local-time.ts';

/** A mark of a time axis. */
export interface TimeTick {
  /** Where it stands, 0 to 1. */
  readonly position: number;
  readonly label: string;
}

/** A time axis. */
export interface TimeTicksOptions {
  readonly fromMs: number;
  readonly toMs: number;
  readonly local: LocalTime;
  /** How many marks there may be, with their labels side by side. */
  readonly most: number;
}

const minuteMs = 60_000;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10_080, 20_160, 43_200] as const;

/** Marks at round local times: minutes, hours or days, as many as there is room for. Right over changes of daylight saving time. */
export function timeTicks({ fromMs, toMs, local, most }: TimeTicksOptions): readonly TimeTick[] {
  const lengthMinutes = (toMs - fromMs) / minuteMs;
  const step = steps.find((minutes) => lengthMinutes / minutes <= most) ?? Math.ceil(lengthMinutes / most);
  // Offsets of zones are whole quarters of an hour: no round local time is missed by looking that often, or as often as there are marks.
  const lookMs = Math.min(step, 15) * minuteMs;
  const ticks: TimeTick[] = [];
  let before = -1;
  for (let at = Math.ceil(fromMs / lookMs) * lookMs; at <= toMs; at += lookMs) {
    const minutes = local.minutes(at);
    const mark = Math.floor(minutes / step);
    if (minutes % step !== 0 || mark === before) continue;
    before = mark;
    ticks.push({ position: (at - fromMs) / (toMs - fromMs), label: labelOf(at, step, local) });
  }
  return ticks;
}

function labelOf(at: number, step: number, local: LocalTime): string {
  if (step >= 1440) return local.day(at);
  const clock = local.clock(at);
  return step >= 60 ? clock.slice(0, 2) : clock;
}
