import type { Clock } from './clock.ts';
import { divideByLargestRemainder } from './largest-remainder.ts';
import { createRateSlots } from './rate-slots.ts';
import { createRateWindow, type RateLimit } from './rate-window.ts';

/** Whose part of a rate, and how it is used. */
export interface FleetRateOptions {
  readonly clock: Clock;
  /** This process among those that share the rate. @default the only one */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Whether turns lie at even distances, rather than all at once while the window has room. @default false */
  readonly isEven?: boolean;
}

/**
 * Makes the part one process has in a rate of the whole fleet. A rate of n a second means at most n in any second: its turns are divided by
 * largest remainder, so that the parts add up to it; a rate that is no whole number is held over the somewhat longer time that makes it one.
 * Where there are fewer turns than processes, they take them one after the other by the wall clock.
 *
 * @param perSecond more than 0
 */
export function createFleetRate(perSecond: number, { clock, shard, isEven = false }: FleetRateOptions): RateLimit {
  const { index, count } = shard ?? { index: 0, count: 1 };
  const limit = Math.ceil(perSecond);
  const windowMs = (1000 * limit) / perSecond;
  if (count > limit) return createRateSlots({ clock, limit, windowMs, index, count });
  const parts = divideByLargestRemainder(
    limit,
    Array.from({ length: count }, () => 1),
  );
  const part = parts[index] ?? 0;
  const window = createRateWindow(part, windowMs);
  return isEven && part > 0 ? both(window, createRateWindow(1, windowMs / part)) : window;
}

/** What two limits allow. Even distances alone may add up to a hair less than their window. */
function both(one: RateLimit, other: RateLimit): RateLimit {
  const freeAt = (now: number) => Math.max(one.freeAt(now), other.freeAt(now));
  return { freeAt, take: (now) => freeAt(now) <= now && one.take(now) && other.take(now) };
}
