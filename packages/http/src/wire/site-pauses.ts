import type { Clock } from '@rushhour/core';
import type { Target } from '../target/target.ts';
import type { AnswerHeaders } from './answer-headers.ts';
import { retryAfterMs } from './retry-after.ts';

/** Longest pause a site is granted. */
const longestMs = 5 * 60_000;

/** The sites that asked to be left alone. */
export interface SitePauses {
  /** Whether there may be any. */
  readonly hasAny: boolean;
  /** Reads an answer of 429 or 503. */
  note(target: Target, headers: AnswerHeaders): void;
  /** Until when an origin wants to be left alone, in milliseconds of the clock; undefined when it does not. */
  until(origin: string): number | undefined;
}

/** Makes the pauses of one transport; each site is told of once. */
export function createSitePauses(clock: Clock, warn: (message: string) => void): SitePauses {
  const pauses = new Map<string, number>();
  const told = new Set<string>();

  return {
    get hasAny() {
      return pauses.size > 0;
    },
    note({ origin, rule }, headers) {
      if (rule?.retryAfter !== true) return;
      const askedMs = retryAfterMs(headers, clock.wallTime());
      if (askedMs === undefined || askedMs === 0) return;
      const pauseMs = Math.min(askedMs, longestMs);
      const until = clock.now() + pauseMs;
      // Answers of requests sent together ask one after the other, and need not agree.
      pauses.set(origin, Math.max(until, pauses.get(origin) ?? 0));
      if (told.has(origin)) return;
      told.add(origin);
      warn(`"${origin}" asked to be left alone for "${describe(askedMs)}" (Retry-After): no action begins there for ${describe(pauseMs)}.`);
    },
    until(origin) {
      const until = pauses.get(origin);
      if (until === undefined) return undefined;
      if (until > clock.now()) return until;
      pauses.delete(origin);
      return undefined;
    },
  };
}

const describe = (durationMs: number) => `${Math.ceil(durationMs / 1000)} s`;
