import type { Clock } from './clock.ts';
import type { RateLimit } from './rate-window.ts';

/** Which process of how many takes its turns. */
export interface RateSlotsOptions {
  readonly clock: Clock;
  /** What all processes together may do in any stretch of `windowMs`. */
  readonly limit: number;
  readonly windowMs: number;
  readonly index: number;
  readonly count: number;
}

/** Part of the time between two turns in which a turn may be taken late. */
const lateness = 1 / 4;
/** Part of that by which turns lie further apart than they would have to: wall clocks count in steps of a quarter of a microsecond. */
const slack = 1 / 50;

/**
 * Gives more processes than there are turns in a window their turns one after the other, by the wall clock and without asking each other. A
 * turn may be taken for a while after it is due, and the turns lie that much further apart: so no stretch of `windowMs` ever holds more
 * than `limit` of them, as far as the clocks of the machines agree.
 */
export function createRateSlots({ clock, limit, windowMs, index, count }: RateSlotsOptions): RateLimit {
  const openMs = (windowMs / limit) * lateness;
  const spacingMs = (windowMs + openMs * (1 + slack)) / limit;
  const periodMs = spacingMs * count;
  let takenAt = -Infinity;

  const sinceTurn = (now: number) => {
    const wallTime = now + (clock.wallTime() - clock.now());
    const elapsedMs = (wallTime - index * spacingMs) % periodMs;
    return elapsedMs < 0 ? elapsedMs + periodMs : elapsedMs;
  };

  const freeAt = (now: number) => {
    const elapsedMs = sinceTurn(now);
    // A wall clock that was set back shows the same turn twice.
    if (elapsedMs < openMs && now >= takenAt + periodMs - openMs) return now;
    // Not its first instant: timers may fire a little early.
    return now + periodMs - elapsedMs + openMs / 4;
  };

  return {
    freeAt,
    take(now) {
      if (freeAt(now) > now) return false;
      takenAt = now;
      return true;
    },
  };
}
