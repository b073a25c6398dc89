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
  /** How many characters stand side by side: there are as many marks as have room for their labels. */
  readonly columns: number;
}

const minuteMs = 60_000;
const day = 1440;
const week = 7 * day;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, day, 2 * day, week, 2 * week, 4 * week, 8 * week, 16 * week] as const;
/** From one mark to the next at least: closer ones are more than anybody reads. */
const closest = 5;
/** Clocks are put forward or back by less. */
const mostShift = 180;
/** 1970-01-05 was a Monday. */
const firstMonday = 4 * day;

/** Marks at round local times: minutes, hours, days or Mondays, as many as there is room for. Right over changes of daylight saving time. */
export function timeTicks({ fromMs, toMs, local, columns }: TimeTicksOptions): readonly TimeTick[] {
  const lengthMinutes = (toMs - fromMs) / minuteMs;
  for (const step of steps) {
    if ((lengthMinutes / step) * closest > columns) continue;
    const ticks = ticksEvery(step, { fromMs, toMs, local });
    if (haveRoom(ticks, columns)) return ticks;
  }
  return [];
}

function ticksEvery(step: number, { fromMs, toMs, local }: Omit<TimeTicksOptions, 'columns'>): readonly TimeTick[] {
  // Offsets of zones are whole quarters of an hour: no round local time is missed by looking that often, or as often as there are marks.
  const look = Math.min(step, 15);
  const origin = step % week === 0 && local.hasDates ? firstMonday : 0;
  const hasDays = local.hasDates && toMs - fromMs > 26 * 60 * minuteMs;
  const ticks: TimeTick[] = [];
  let before = -1;
  let at = Math.ceil(fromMs / (look * minuteMs)) * look * minuteMs;
  while (at <= toMs) {
    const minutes = local.minutes(at) - origin;
    const mark = Math.floor(minutes / step);
    const isMark = minutes % step === 0 && mark !== before;
    if (isMark) {
      before = mark;
      ticks.push({ position: (at - fromMs) / (toMs - fromMs), label: labelOf(at, { step, local, hasDays }) });
    }
    at += (isMark ? Math.max(look, step - mostShift) : look) * minuteMs;
  }
  return ticks;
}

/** Whether no label runs into the next one. */
function haveRoom(ticks: readonly TimeTick[], columns: number): boolean {
  return ticks.every(({ position, label }, index) => {
    const next = ticks[index + 1];
    return (
      next === undefined || Math.round(next.position * columns) - Math.round(position * columns) >= Math.max(closest, label.length + 1)
    );
  });
}

function labelOf(
  at: number,
  { step, local, hasDays }: { readonly step: number; readonly local: LocalTime; readonly hasDays: boolean },
): string {
  if (step >= week) return local.monthDay(at);
  if (step >= day || (hasDays && local.minutes(at) % day === 0)) return local.day(at);
  const clock = local.clock(at);
  return step >= 60 ? (clock.split(':')[0] ?? clock) : clock;
}
