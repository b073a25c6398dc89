import type { Clock, RateLimit, Timer } from '@rushhour/core';
import type { WireDispatch, WireReceiver, WireRequest } from './wire.ts';

/** Settings of {@link createSiteLine}. */
export interface SiteLineSettings {
  readonly clock: Clock;
  readonly rate: RateLimit;
  /** What the rate is on average, in milliseconds a request: to tell how long the line is. */
  readonly intervalMs: number;
}

/** Requests to one site, at a rate. */
export interface SiteLine {
  /** Lets them go first come, first served; who gave up while waiting takes no turn. */
  readonly dispatch: WireDispatch;
  /** When a request that came now could go, in milliseconds of the clock: now when it need not wait, else about then. */
  freeAt(): number;
  /** Lets nobody go any more. */
  close(): void;
}

interface Waiting {
  readonly request: WireRequest;
  readonly receiver: WireReceiver;
}

/** How many may stand in line before those who gave up are looked for. */
const fewest = 64;

/** Makes the line of a site. */
export function createSiteLine(next: WireDispatch, { clock, rate, intervalMs }: SiteLineSettings): SiteLine {
  let line: Waiting[] = [];
  let timer: Timer | undefined;
  let sweepAt = fewest;

  const sweep = () => {
    line = line.filter(({ receiver }) => !receiver.isSettled);
    sweepAt = Math.max(fewest, line.length * 2);
  };

  const arm = () => {
    if (timer !== undefined || line.length === 0) return;
    const now = clock.now();
    timer = clock.setTimer(rate.freeAt(now) - now, serve);
  };

  const serve = () => {
    timer = undefined;
    sweep();
    const now = clock.now();
    // Those who go may ask for more at once: they are out of the line before.
    const turns = line.findIndex(() => !rate.take(now));
    const going = line.splice(0, turns === -1 ? line.length : turns);
    arm();
    for (const { request, receiver } of going) {
      if (!receiver.isSettled) next(request, receiver);
    }
  };

  return {
    dispatch(request, receiver) {
      if (line.length === 0 && rate.take(clock.now())) {
        next(request, receiver);
        return;
      }
      line.push({ request, receiver });
      if (line.length >= sweepAt) sweep();
      arm();
    },
    freeAt() {
      if (line.length > 0) sweep();
      return rate.freeAt(clock.now()) + line.length * intervalMs;
    },
    close() {
      timer?.cancel();
      line = [];
    },
  };
}
