import { formatCount, formatElapsed } from '../text/format.ts';
import type { RunLimits, RunProgress } from './run-progress.ts';

/** How much of a run is over. */
export interface LimitReached {
  /** 0 to 1. */
  readonly fraction: number;
  /** `12 s of 20 s`. */
  readonly label: string;
}

/** How far the run is towards the limit it will reach first; undefined when it has none. */
export function limitReached(progress: RunProgress, limits: RunLimits): LimitReached | undefined {
  const candidates: LimitReached[] = [];
  if (limits.durationMs !== undefined) {
    const elapsedMs = Math.min(progress.elapsedMs, limits.durationMs);
    candidates.push({
      fraction: elapsedMs / limits.durationMs,
      label: `${formatElapsed(elapsedMs)} of ${formatElapsed(limits.durationMs)}`,
    });
  }
  if (limits.actions !== undefined) {
    const ended = progress.ok + progress.failed + progress.interrupted;
    candidates.push({ fraction: ended / limits.actions, label: `${formatCount(ended)} of ${formatCount(limits.actions)} actions` });
  }
  if (limits.playsPerUser !== undefined && progress.users > 0) {
    const plays = limits.playsPerUser * progress.users;
    candidates.push({ fraction: progress.plays / plays, label: `${formatCount(progress.plays)} of ${formatCount(plays)} plays` });
  }
  return candidates.toSorted((a, b) => b.fraction - a.fraction)[0];
}
