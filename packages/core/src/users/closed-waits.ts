import type { Execution } from '../execution/execution.ts';
import { nextThere } from '../people/next-there.ts';
import { drawThink } from '../scenario/draw-think.ts';
import type { ThinkTime } from '../scenario/scenario.ts';
import type { Clock } from '../support/clock.ts';
import type { TimerQueue } from '../support/timer-queue.ts';
import type { RunTime } from './run-time.ts';
import { UserTimer } from './user-timer.ts';
import type { VirtualUser } from './virtual-user.ts';

/** The waits of users with a closed pace: think times, and the time they are not there. */
export interface ClosedWaits {
  /** Sets when a user goes on after an action. */
  think(user: VirtualUser, execution: Execution): void;
  /** Lets a user go on when it is due and there. */
  wait(user: VirtualUser): void;
  /** Lets a user that waits go on by habits it had not before: when it would have, or a think time from now if that is earlier. */
  waitAnew(user: VirtualUser): void;
  /** Lets a user go on at a time of the clock and some think time after it, so that not all who wait for it go on at once. */
  waitUntil(user: VirtualUser, clockMs: number): void;
}

/** What waits are made with. */
export interface ClosedWaitsOptions {
  readonly clock: Clock;
  readonly time: () => RunTime;
  readonly timers: TimerQueue;
  /** Divides think times. */
  readonly factor: () => number;
  readonly goOn: (user: VirtualUser) => void;
  /** A user will not be there any more. */
  readonly over: (user: VirtualUser) => void;
}

const noThink: ThinkTime = { minMs: 0, maxMs: 0 };

/** Makes the waits of a run. A user that waits is one entry in the timer queue. */
export function createClosedWaits({ clock, time, timers, factor, goOn, over }: ClosedWaitsOptions): ClosedWaits {
  const draw = (user: VirtualUser, think: ThinkTime) => {
    if (think.maxMs <= think.minMs) return think.minMs / (time().speed * factor());
    const { current } = user;
    const random = current === undefined ? user.random.fork('think') : (current.thinkRandom ??= current.random.fork('think'));
    return drawThink(think, random) / (time().speed * factor());
  };

  const wake = (user: VirtualUser) => {
    if (user.dueAt <= clock.now()) goOn(user);
    else if (user.dueAt < Infinity) timers.set((user.wakeTimer ??= new UserTimer(user, goOn)), user.dueAt);
    else over(user);
  };

  const wait = (user: VirtualUser) => {
    const { profile, attendance } = user.group;
    if (user.stage === 'playing' && !user.isAlone && (!attendance.isAlways || profile.load !== undefined)) {
      const { startMs, toSimulated, toClock } = time();
      const atMs = toSimulated(user.dueAt);
      const thereMs = nextThere(user.person, { atMs, startMs });
      if (thereMs > atMs) user.dueAt = toClock(thereMs);
    }
    wake(user);
  };

  return {
    wait,
    waitAnew(user) {
      const { pace } = user.group.profile;
      const thought = clock.now() + draw(user, pace.kind === 'closed' ? pace.think : noThink);
      user.dueAt = user.dueAt > clock.now() ? Math.min(user.dueAt, thought) : thought;
      wait(user);
    },
    think(user, { step, endedAt }) {
      const { pace } = user.group.profile;
      const { origin, speed } = time();
      if (user.scripted !== undefined) user.dueAt = origin + user.scripted.at / speed;
      else if (pace.kind === 'closed') user.dueAt = endedAt + draw(user, pace.override ? pace.think : (step.think ?? pace.think));
      else user.dueAt = endedAt + draw(user, step.think ?? noThink);
    },
    waitUntil(user, clockMs) {
      const { pace } = user.group.profile;
      user.dueAt = clockMs + draw(user, pace.kind === 'closed' ? pace.think : noThink);
      wake(user);
    },
  };
}
