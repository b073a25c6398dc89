import type { Clock, Timer } from '../support/clock.ts';
import type { GeneratorHealth, GeneratorWindow } from './generator-health.ts';
import { limitedDelayMs, limitedUtilization } from './limit-reasons.ts';

/** How long a block of the event loop is worth a warning. */
const longBlockMs = 1000;
const intervalMs = 1000;
const windowMs = 10_000;

/**
 * Says so when something blocks the event loop, or when it had too much to do for ten seconds, until it is cancelled.
 */
export function watchBlocks(
  health: GeneratorHealth,
  { clock, warn }: { readonly clock: Clock; readonly warn: (message: string) => void },
): Timer {
  let tick: Timer | undefined;
  let windowEndsAt = clock.now() + windowMs;
  let isWarned = false;
  const look = () => {
    const blockMs = health.takeLongestBlockMs();
    if (blockMs >= longBlockMs) warn(`The event loop was blocked for ${(blockMs / 1000).toFixed(1)} s: a plugin computes for too long.`);
    if (clock.now() >= windowEndsAt) {
      windowEndsAt = clock.now() + windowMs;
      const overload = overloadOf(health.closeWindow());
      if (overload !== undefined && !isWarned) {
        isWarned = true;
        warn(`${overload} of ten seconds: this process is the limit, not its targets. Use fewer users in it, or several shards.`);
      }
    }
    tick = clock.setTimer(intervalMs, look);
  };
  if (health.isWatched) tick = clock.setTimer(intervalMs, look);
  return { cancel: () => tick?.cancel() };
}

function overloadOf({ eventLoopDelayP99Ms, eventLoopUtilization }: GeneratorWindow): string | undefined {
  if (eventLoopDelayP99Ms > limitedDelayMs) return `The event loop was ${Math.round(eventLoopDelayP99Ms)} ms late at the 99th percentile`;
  if (eventLoopUtilization > limitedUtilization) return `The event loop was busy for ${Math.round(eventLoopUtilization * 100)} %`;
  return undefined;
}
