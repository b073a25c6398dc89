import type { Random } from '../support/random.ts';
import type { Scenario } from '../scenario/scenario.ts';

/**
 * Turns a scenario into the sequence of one play: indexes into its instructions. Pure: the same scenario and fork give the same sequence.
 */
export type Strategy = (scenario: StrategyInput, random: Random) => Iterable<number> & Iterator<number, void>;

/** What a strategy looks at. */
export type StrategyInput = Pick<Scenario, 'draws' | 'instructions'>;
