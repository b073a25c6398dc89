import { formatElapsed } from '../text/format.ts';
import type { LocalTime } from './local-time.ts';

/** The first year: plans in which nothing depends on the time of day begin at 1970-01-01 UTC. */
const noDateMs = 365 * 86_400_000;

/** Whether a window counts from the start of the run, instead of being on a date. */
export function countsFromStart({ toMs }: { readonly toMs: number }): boolean {
  return toMs < noDateMs;
}

/** Says which time a forecast is about: `Mon 5 Jan 2026, 00:00 to 24:00 UTC`. */
export function describeWindow(fromMs: number, toMs: number, local: LocalTime): string {
  if (countsFromStart({ toMs }))
    return fromMs === 0 ? `the first ${formatElapsed(toMs)}` : `${formatElapsed(fromMs)} to ${formatElapsed(toMs)} from the start`;
  const from = `${local.date(fromMs)}, ${local.clock(fromMs)}`;
  // The end of a day belongs to that day.
  const last = local.date(toMs - 1);
  const until = local.clock(toMs) === '00:00' && last !== local.date(toMs) ? '24:00' : local.clock(toMs);
  return `${from} to ${last === local.date(fromMs) ? '' : `${last}, `}${until} ${local.zone}`;
}
