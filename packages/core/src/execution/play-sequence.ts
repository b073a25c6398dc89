import { strategyFor } from '../strategy/strategy-for.ts';
import type { Random } from '../support/random.ts';
import type { PreparedScenario, Step } from './step.ts';

/** The steps of one play, one after the other; strategies are pure, so it can look ahead. A class, because every thinking user holds one. */
export class PlaySequence {
  readonly #prepared: PreparedScenario;
  readonly #indexes: Iterator<number, void>;
  /** The next step; undefined when the play is over. */
  #next: Step | undefined;
  /** Steps after the next one that were looked at; made only when a page may have to be kept across more than one step. */
  #ahead: Step[] | undefined;

  constructor(prepared: PreparedScenario, random: Random) {
    this.#prepared = prepared;
    this.#indexes = strategyFor[prepared.order](prepared.scenario, random);
    this.#next = this.#draw();
  }

  /** Takes the next step; undefined when the play is over. */
  take(): Step | undefined {
    const taken = this.#next;
    if (taken !== undefined) this.#next = this.#ahead?.shift() ?? this.#draw();
    return taken;
  }

  /** The next step, which stays the next one; undefined when the play is over. */
  get next(): Step | undefined {
    return this.#next;
  }

  /** Whether the play is over. */
  get isOver(): boolean {
    return this.#next === undefined;
  }

  /** Whether the next step that needs or makes a page follows a link of the current one. */
  get keepsPage(): boolean {
    if (!this.#prepared.follows) return false;
    for (let distance = 0, step = this.#next; step !== undefined; distance += 1, step = this.#look(distance)) {
      const { action } = step.instruction;
      if (action === 'follow') return true;
      if (action === 'open') return false;
    }
    return false;
  }

  /** The step so many places after the next one, counted from 1. */
  #look(distance: number): Step | undefined {
    this.#ahead ??= [];
    while (this.#ahead.length < distance) {
      const drawn = this.#draw();
      if (drawn === undefined) return undefined;
      this.#ahead.push(drawn);
    }
    return this.#ahead[distance - 1];
  }

  #draw(): Step | undefined {
    const drawn = this.#indexes.next();
    return drawn.done === true ? undefined : this.#prepared.steps[drawn.value];
  }
}
