import type { Clock, Link } from '@rushhour/core';

/** The line of one user, shared by their requests. */
export interface UserLink {
  /** Waited before every request. */
  readonly latencyMs: number;
  readonly down: Lane | undefined;
  readonly up: Lane | undefined;
}

/** One direction of a line. */
export interface Lane {
  readonly bytesPerSecond: number;
  /** Puts bytes on the line, behind those that are on it; says in how many milliseconds the last of them has arrived. */
  spend(bytes: number): number;
}

/** How long an idle line is remembered: a timer that was late costs no throughput. */
const slackMs = 10;

/** Makes the line of one user. */
export function createUserLink({ latencyMs = 0, downBytesPerSecond, upBytesPerSecond }: Link, clock: Clock): UserLink {
  return {
    latencyMs,
    down: downBytesPerSecond === undefined ? undefined : createLane(downBytesPerSecond, clock),
    up: upBytesPerSecond === undefined ? undefined : createLane(upBytesPerSecond, clock),
  };
}

/** Makes one direction of a line. */
export function createLane(bytesPerSecond: number, clock: Clock): Lane {
  let freeAt = -Infinity;
  return {
    bytesPerSecond,
    spend(bytes) {
      const now = clock.now();
      freeAt = Math.max(freeAt, now - slackMs) + (bytes * 1000) / bytesPerSecond;
      return Math.max(0, freeAt - now);
    },
  };
}
