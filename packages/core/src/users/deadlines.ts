import type { DeadlineKeeper } from '../execution/with-deadline.ts';
import type { Clock } from '../support/clock.ts';
import type { TimerQueue } from '../support/timer-queue.ts';
import { UserTimer } from './user-timer.ts';
import type { VirtualUser } from './virtual-user.ts';

/** The deadlines of the actions under way. */
export interface Deadlines extends DeadlineKeeper {
  /** Lets the wait of a user go. */
  release(user: VirtualUser): void;
}

/** Makes the deadlines of a run. One wait serves all actions of a play: it stays where it is while it is early enough, and looks again when it fires. */
export function createDeadlines({ clock, timers }: { readonly clock: Clock; readonly timers: TimerQueue }): Deadlines {
  const look = (user: VirtualUser) => {
    const { execution, deadlineTimer } = user;
    if (execution === undefined || deadlineTimer === undefined) return;
    // Timers of a machine may come up to a millisecond early.
    if (clock.now() + 0.5 < user.deadlineAt) timers.set(deadlineTimer, user.deadlineAt);
    else execution.cut('timeout', `The action did not end within ${execution.step.timeoutMs} ms.`);
  };

  return {
    arm({ actor }, dueAt) {
      // The boundary between execution and runner: every actor of a run is one of its users.
      const user = actor as VirtualUser;
      user.deadlineAt = dueAt;
      const timer = (user.deadlineTimer ??= new UserTimer(user, look));
      if (timer.place === -1 || timer.due > dueAt) timers.set(timer, dueAt);
    },
    release(user) {
      if (user.deadlineTimer !== undefined) timers.cancel(user.deadlineTimer);
      user.deadlineTimer = undefined;
    },
  };
}
