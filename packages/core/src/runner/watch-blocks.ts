import { systemClock, type Clock, type Timer } from '../support/clock.ts';
import type { GeneratorHealth } from './generator-health.ts';

/** How long a block of the event loop is worth a warning. */
const longBlockMs = 1000;
const intervalMs = 1000;

/** Says so when something blocks the event loop, until it is cancelled; under a virtual clock there is nothing to watch. */
export function watchBlocks(
  health: GeneratorHealth,
  { clock, warn }: { readonly clock: Clock; readonly warn: (message: string) => void },
): Timer {
  let tick: Timer | undefined;
  const look = () => {
    const blockMs = health.takeLongestBlockMs();
    if (blockMs >= longBlockMs) warn(`The event loop was blocked for ${(blockMs / 1000).toFixed(1)} s: a plugin computes for too long.`);
    tick = clock.setTimer(intervalMs, look);
  };
  if (clock === systemClock) tick = clock.setTimer(intervalMs, look);
  return { cancel: () => tick?.cancel() };
}
