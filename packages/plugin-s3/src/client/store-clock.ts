import type { Clock } from '@rushhour/core';

/** What is known of the store's clock. */
export interface StoreClock {
  /** Milliseconds it is ahead of ours; 0 before the first answer. */
  readonly offsetMs: number;
  /** The time by the store's clock. */
  now(): Date;
  /** Learns from the `Date` header of an answer that just came. */
  note(date: string | undefined): void;
}

/** A `Date` says whole seconds, and answers take time: what differs by less is no difference. */
const toleranceMs = 1500;

/** Follows the clock of a store. */
export function createStoreClock(clock: Clock): StoreClock {
  let offsetMs = 0;
  let lastDate: string | undefined;
  return {
    get offsetMs() {
      return offsetMs;
    },
    now: () => new Date(clock.wallTime() + offsetMs),
    note(date) {
      // The first answer of each second tells most.
      if (date === undefined || date === lastDate) return;
      lastDate = date;
      const said = Date.parse(date);
      if (Number.isNaN(said)) return;
      const difference = said + 500 - clock.wallTime();
      if (Math.abs(difference) < toleranceMs) offsetMs = 0;
      else if (Math.abs(difference - offsetMs) > toleranceMs) offsetMs = Math.round(difference);
    },
  };
}
