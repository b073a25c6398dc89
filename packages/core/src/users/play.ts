import type { Span } from '@opentelemetry/api';
import type { PlaySequence } from '../execution/play-sequence.ts';
import type { PreparedScenario } from '../execution/step.ts';
import type { DataRow } from '../people/feeder.ts';
import type { Random } from '../support/random.ts';

/** One run of one user through one scenario. A class, for its one shape; let go when it is over. */
export class Play {
  /** Counts the plays of the user from 0. */
  readonly number: number;
  readonly prepared: PreparedScenario;
  readonly sequence: PlaySequence;
  /** The fork all that is drawn in the play comes from. */
  readonly random: Random;
  readonly span: Span;
  /** The row of data it is played with. */
  readonly data: DataRow | undefined;
  /** What was captured in it, and before it in the start scenario. */
  variables: Map<string, string> | undefined;
  /** Counts the actions. */
  index = 0;
  /** Made when the first think time is drawn. */
  thinkRandom: Random | undefined = undefined;

  constructor({ number, prepared, sequence, random, span, data, variables }: Omit<Play, 'index' | 'thinkRandom'>) {
    this.number = number;
    this.prepared = prepared;
    this.sequence = sequence;
    this.random = random;
    this.span = span;
    this.data = data;
    this.variables = variables;
  }
}
