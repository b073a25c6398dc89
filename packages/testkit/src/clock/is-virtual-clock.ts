import type { Clock } from '@rushhour/core';
import type { VirtualClock } from './virtual-clock.ts';

/** Whether a clock is a virtual one. */
export function isVirtualClock(clock: Clock): clock is VirtualClock {
  return 'holdFor' in clock && 'runUntil' in clock;
}
