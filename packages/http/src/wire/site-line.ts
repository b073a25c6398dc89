import type { Clock, Timer } from '@rushhour/core';
import type { WireDispatch, WireReceiver, WireRequest } from './wire.ts';

/** Settings of {@link withSiteLine}. */
export interface SiteLineSettings {
  readonly clock: Clock;
  /** Least time between two requests in milliseconds. */
  readonly intervalMs: number;
}

interface Waiting {
  readonly request: WireRequest;
  readonly receiver: WireReceiver;
}

/** How many may stand in line before those who gave up are looked for. */
const fewest = 64;

/** Lets requests to one site go one at a time, first come, first served; who gave up while waiting takes no turn. */
export function withSiteLine(next: WireDispatch, { clock, intervalMs }: SiteLineSettings): WireDispatch {
  let line: Waiting[] = [];
  let timer: Timer | undefined;
  let freeAt = 0;
  let sweepAt = fewest;

  const arm = () => {
    timer ??= clock.setTimer(freeAt - clock.now(), serve);
  };

  const serve = () => {
    timer = undefined;
    const turn = line.findIndex(({ receiver }) => !receiver.isSettled);
    const first = line[turn];
    line.splice(0, first === undefined ? line.length : turn + 1);
    if (first === undefined) return;
    freeAt = clock.now() + intervalMs;
    if (line.length > 0) arm();
    next(first.request, first.receiver);
  };

  return (request, receiver) => {
    const now = clock.now();
    if (line.length === 0 && now >= freeAt) {
      freeAt = now + intervalMs;
      next(request, receiver);
      return;
    }
    line.push({ request, receiver });
    if (line.length >= sweepAt) {
      line = line.filter((waiting) => !waiting.receiver.isSettled);
      sweepAt = Math.max(fewest, line.length * 2);
    }
    arm();
  };
}
