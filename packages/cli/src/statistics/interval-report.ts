import { intervalBetween, type RunAccount } from '@rushhour/core';
import type { Paint } from '../text/paint.ts';
import { intervalLines } from './interval-lines.ts';

/** Tells what happened since it last told, a line at a time; nothing before the run has begun. */
export type ReportInterval = (say: (line: string) => void) => void;

/** Makes what tells the statistics of a run, one interval after another. */
export function createIntervalReport(account: () => RunAccount | undefined, paint: Paint): ReportInterval {
  let before: RunAccount | undefined;
  return (say) => {
    const now = account();
    // Less than a second tells nothing.
    if (now === undefined || now.durationMs - (before?.durationMs ?? 0) < 1000) return;
    for (const line of intervalLines(intervalBetween(before, now), paint)) say(line);
    before = now;
  };
}
