import { endState } from '../scenario/parse-transitions.ts';
import type { Instruction } from '../scenario/scenario.ts';
import type { Random } from '../support/random.ts';
import type { StrategyInput } from './strategy.ts';

/**
 * A walk through the instructions as states of a Markov chain: it starts at the first; each `next` says how likely which follows. It ends at
 * `end`, behind an instruction without `next`, and after `draws` x instructions steps at the latest.
 */
export function* markovStrategy({ draws, instructions }: StrategyInput, random: Random): Generator<number, void> {
  const rows = transitionsOf(instructions);
  const most = Math.round(draws * instructions.length);
  let state: number | undefined = instructions.length > 0 ? 0 : undefined;
  for (let step = 0; step < most && state !== undefined; step += 1) {
    yield state;
    const row: Row | undefined = rows[state];
    state = row && follow(row, random.next());
  }
}

/** What can come after one state. */
interface Row {
  /** Indexes of instructions; undefined ends the play. */
  readonly states: readonly (number | undefined)[];
  /** Shares of 1 up to each of them, the last exactly 1. */
  readonly upTo: Float64Array;
}

function follow({ states, upTo }: Row, at: number): number | undefined {
  let chosen = 0;
  while (chosen < upTo.length - 1 && at >= (upTo[chosen] ?? 1)) chosen += 1;
  return states[chosen];
}

/** Tables by instructions: a scenario is played again and again, and the table is a function of it alone. */
const tables = new WeakMap<readonly Instruction[], readonly (Row | undefined)[]>();

function transitionsOf(instructions: readonly Instruction[]): readonly (Row | undefined)[] {
  let rows = tables.get(instructions);
  if (rows === undefined) {
    const indexes = new Map(instructions.map(({ name }, index) => [name, index]));
    rows = instructions.map(({ next }) => next && rowOf(next, indexes));
    tables.set(instructions, rows);
  }
  return rows;
}

function rowOf(next: Readonly<Record<string, number>>, indexes: ReadonlyMap<string | undefined, number>): Row | undefined {
  // What is never drawn must not be the last, which takes what rounding leaves over.
  const weights = Object.entries(next).filter(([, weight]) => weight > 0);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  if (sum === 0) return undefined;
  let below = 0;
  return {
    states: weights.map(([state]) => (state === endState ? undefined : indexes.get(state))),
    upTo: Float64Array.from(weights, ([, weight]) => (below += weight / sum)),
  };
}
