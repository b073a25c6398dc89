import { systemClock } from '@rushhour/core';

/** Calls back again and again, the first time after so many milliseconds; returns what ends it. */
export function repeatEvery(everyMs: number, callback: () => void): () => void {
  let timer = systemClock.setTimer(everyMs, function tick() {
    callback();
    timer = systemClock.setTimer(everyMs, tick);
  });
  return () => timer.cancel();
}
