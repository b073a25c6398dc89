import type { Plan, PlanWindow } from '@rushhour/core';
import type { PlanSettings } from './plan-settings.ts';

/** What a window is chosen by. */
export interface PlanWindowOptions {
  readonly plan: Pick<Plan, 'profiles' | 'durationMs'>;
  /** When the run would begin, in simulated time. */
  readonly startMs: number;
  readonly settings: Pick<PlanSettings, 'from' | 'forMs' | 'assumeMs'>;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Lengths of buckets that suit clocks. */
const bucketMinutes = [1 / 60, 1 / 12, 1 / 4, 1 / 2, 1, 5, 15, 30, 60, 180, 360, 720, 1440] as const;
const mostBuckets = 288;

/**
 * Chooses the window that is planned: where hours are kept it is a day from midnight UTC of the day the run begins; where all depends on the
 * start of the run it begins there.
 */
export function planWindow({ plan, startMs, settings: { from, forMs, assumeMs } }: PlanWindowOptions): PlanWindow {
  const keepsHours = plan.profiles.some(({ hours, load }) => load === undefined && hours !== 'always');
  const midnight = Math.floor(startMs / dayMs) * dayMs;
  const begin =
    from === undefined ? (keepsHours ? midnight : undefined) : 'atMs' in from ? from.atMs : midnight + from.minuteOfDay * minuteMs;
  const lengthMs = forMs ?? (keepsHours ? dayMs : (plan.durationMs ?? loadLength(plan) ?? dayMs));
  const bucket = bucketMinutes.find((minutes) => lengthMs / (minutes * minuteMs) <= mostBuckets) ?? 1440;
  return { ...(begin !== undefined && { fromMs: begin }), lengthMs, assumeMs, bucketMs: bucket * minuteMs };
}

/** How long the longest load is, where everybody has one. */
function loadLength({ profiles }: Pick<Plan, 'profiles'>): number | undefined {
  const lengths = profiles.map(({ load }) => load?.stages.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return lengths.includes(undefined) ? undefined : Math.max(...lengths.map((length) => length ?? 0));
}
