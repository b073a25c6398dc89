import type { PreparedScenario, Step } from './step.ts';
import type { Strategy } from '../strategy/strategy.ts';
import { strategyFor } from '../strategy/strategy-for.ts';
import type { Random } from '../support/random.ts';

/** The steps of one play, one after the other; strategies are pure, so it can look ahead. */
export interface PlaySequence {
  /** The next step; undefined when the play is over. */
  next(): Step | undefined;
  /** Whether the play is over. */
  readonly isOver: boolean;
  /** Whether the next step that needs or makes a page is a `follow` of the current one. */
  readonly keepsPage: boolean;
}

/** Starts the sequence of a play. */
export function createPlaySequence(prepared: PreparedScenario, random: Random): PlaySequence {
  const { scenario, steps, follows } = prepared;
  const strategy: Strategy = strategyFor[prepared.order];
  const indexes = strategy(scenario, random);
  const ahead: Step[] = [];

  const look = (distance: number): Step | undefined => {
    while (ahead.length <= distance) {
      const drawn = indexes.next();
      if (drawn.done === true) return undefined;
      const step = steps[drawn.value];
      if (step === undefined) return undefined;
      ahead.push(step);
    }
    return ahead[distance];
  };

  return {
    next() {
      look(0);
      return ahead.shift();
    },
    get isOver() {
      return look(0) === undefined;
    },
    get keepsPage() {
      if (!follows) return false;
      for (let distance = 0; ; distance += 1) {
        const step = look(distance);
        if (step === undefined) return false;
        const { action } = step.instruction;
        if (action === 'follow') return true;
        if (action === 'open') return false;
      }
    },
  };
}
