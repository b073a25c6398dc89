import type { QueuedTimer } from '../support/timer-queue.ts';

/** A wait of a user. A class, because every user holds one: a closure for each would weigh more than all else that is known of its next arrival. */
export class UserTimer<User> implements QueuedTimer {
  readonly #user: User;
  readonly #wake: (user: User) => void;
  due = 0;
  place = -1;
  order = 0;

  constructor(user: User, wake: (user: User) => void) {
    this.#user = user;
    this.#wake = wake;
  }

  fire() {
    this.#wake(this.#user);
  }
}
