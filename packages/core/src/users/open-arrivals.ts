import type { OpenPace } from '../pace/pace.ts';
import type { Clock } from '../support/clock.ts';
import type { TimerQueue } from '../support/timer-queue.ts';
import type { DropReason } from '../account/drop-reason.ts';
import type { RunTime } from './run-time.ts';
import { UserTimer } from './user-timer.ts';
import type { VirtualUser } from './virtual-user.ts';

/** Where arrivals do not wait at all, so much lateness of the generator itself is borne. */
const leastLagMs = 1000;

/** Timers come so much early at most, in milliseconds. */
const earlyMs = 0.5;

/** The arrivals of users with an open pace: when they come, wait and are given up. */
export interface OpenArrivals {
  /** Goes to the next arrival of a user from a simulated time on; at another rate where `factor` changes. */
  begin(user: VirtualUser, atMs: number, factor: number): void;
  /** The arrival comes that was waited for. */
  arrive(user: VirtualUser): void;
  /** The intended time of the arrival a free user turns to now; undefined when none waits. */
  takeWaiting(user: VirtualUser): number | undefined;
  /** No arrival comes any more; those that wait are dropped as `stopping`. */
  end(user: VirtualUser): void;
}

/** What arrivals are handed to. */
export interface OpenArrivalsOptions {
  readonly clock: Clock;
  readonly time: () => RunTime;
  readonly timers: TimerQueue;
  readonly isPaused: () => boolean;
  readonly isFree: (user: VirtualUser) => boolean;
  /** The wait of a user is over. */
  readonly wake: (user: VirtualUser) => void;
  /** A free user has an arrival. */
  readonly serve: (user: VirtualUser, intendedAt: number) => void;
  /** A user will have none any more. */
  readonly over: (user: VirtualUser) => void;
  readonly drop: (user: VirtualUser, reason: DropReason, intendedAt: number) => void;
}

/** Makes the arrivals of a run; each user has at most one timer, for the next of them. */
export function createOpenArrivals({ clock, time, timers, isPaused, isFree, wake, serve, over, drop }: OpenArrivalsOptions): OpenArrivals {
  const schedule = (user: VirtualUser) => {
    const at = user.arrivals?.next() ?? Infinity;
    if (at === Infinity) return false;
    timers.set((user.wakeTimer ??= new UserTimer(user, wake)), time().toClock(at));
    return true;
  };

  /** An arrival of this very time that was not the one waited for has come already. */
  const passOver = (user: VirtualUser, { awaitedMs, untilMs }: { readonly awaitedMs: number; readonly untilMs: number }) => {
    const { wakeTimer } = user;
    if (wakeTimer === undefined) return;
    const foundMs = time().toSimulated(wakeTimer.due);
    if (foundMs > untilMs || Math.abs(foundMs - awaitedMs) < 0.001) return;
    timers.cancel(wakeTimer);
    if (!schedule(user)) over(user);
  };

  const arrive = (user: VirtualUser) => {
    const { pace } = user.group.profile;
    if (pace.kind === 'closed' || user.wakeTimer === undefined) return;
    const intendedAt = user.wakeTimer.due;
    const hasMore = schedule(user);
    user.group.statistics.arrive();
    if (isPaused()) drop(user, 'paused', intendedAt);
    else if (clock.now() - intendedAt > Math.max(pace.patienceMs, leastLagMs)) drop(user, 'lag', intendedAt);
    else if (isFree(user)) serve(user, intendedAt);
    else wait(user, pace, intendedAt);
    if (!hasMore) over(user);
  };

  const wait = (user: VirtualUser, pace: OpenPace, intendedAt: number) => {
    giveUp(user, pace);
    if ((user.backlog?.length ?? 0) < pace.backlog) (user.backlog ??= []).push(intendedAt);
    else drop(user, 'busy', intendedAt);
  };

  /** Drops what has waited for too long. */
  const giveUp = (user: VirtualUser, { patienceMs }: OpenPace) => {
    const oldest = clock.now() - patienceMs;
    while (user.backlog?.[0] !== undefined && user.backlog[0] < oldest) drop(user, 'busy', user.backlog.shift() ?? 0);
  };

  return {
    arrive,
    begin(user, atMs, factor) {
      const { arrivals, wakeTimer } = user;
      const isWaiting = wakeTimer !== undefined && wakeTimer.place !== -1;
      const { toSimulated, speed } = time();
      const awaitedMs = isWaiting ? toSimulated(wakeTimer.due) : Infinity;
      // One that is late has not come yet.
      arrivals?.start(Math.min(atMs, awaitedMs), factor);
      if (!schedule(user)) over(user);
      else if (isWaiting) passOver(user, { awaitedMs, untilMs: atMs + earlyMs * speed });
    },
    takeWaiting(user) {
      const { pace } = user.group.profile;
      if (user.backlog === undefined || pace.kind === 'closed') return undefined;
      giveUp(user, pace);
      const taken = user.backlog.shift();
      if (user.backlog.length === 0) user.backlog = undefined;
      return taken;
    },
    end(user) {
      if (user.wakeTimer !== undefined) timers.cancel(user.wakeTimer);
      // It wakes for arrivals: who goes on otherwise needs another one.
      user.wakeTimer = undefined;
      const waiting = user.backlog ?? [];
      user.backlog = undefined;
      for (const intendedAt of waiting) drop(user, 'stopping', intendedAt);
    },
  };
}
