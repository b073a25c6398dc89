import type { Capture } from './capture.ts';

/** The four verbs. */
export const actionNames = ['open', 'follow', 'upload', 'download'] as const;

/** One of the four verbs. */
export type ActionName = (typeof actionNames)[number];

/** The orders a scenario can be played in. */
export const orderNames = ['sequential', 'random', 'shuffle', 'weighted', 'markov'] as const;

/** The order a scenario is played in. */
export type OrderName = (typeof orderNames)[number];

/** What happens to a play when one of its actions failed. */
export type OnFailure = 'continue' | 'stop';

/** A think time: a wait in milliseconds, drawn between the two. */
export interface ThinkTime {
  readonly minMs: number;
  /** May be infinite where the distribution has no end. */
  readonly maxMs: number;
  /** What is drawn outside `minMs` and `maxMs` is set to the nearer one. @default uniform */
  readonly distribution?: 'uniform' | 'exponential' | 'normal' | 'lognormal';
  /** Of `exponential`, `normal` and `lognormal`, before bounding. */
  readonly meanMs?: number;
  /** Standard deviation of `normal` and `lognormal`, before bounding. */
  readonly deviationMs?: number;
}

/** Where something was written, for messages. Lines and columns count from 1. */
export interface SourcePosition {
  /** The file as it was named, or the name of a scenario made in code. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One instruction: what to do, where, and with what. Already parsed; values are checked by the schema of its action. */
export interface Instruction {
  readonly action: ActionName;
  /** The target as written: absolute, or relative to the base. Absent: the current page (`follow` only). */
  readonly target?: string;
  /** Parameters as written; a parser gives strings, lists and nested records, a builder gives values. */
  readonly with: Readonly<Record<string, unknown>>;
  /** The statuses that count as success. @default 200-299 and 304 */
  readonly expect?: StatusSet;
  /** Deadline of the action in milliseconds. */
  readonly timeoutMs?: number;
  /** Relative frequency in a weighted scenario. @default 1 */
  readonly weight?: number;
  /** Groups the instruction in statistics and telemetry. @default the action and the target as written */
  readonly name?: string;
  readonly think?: ThinkTime;
  readonly onFailure?: OnFailure;
  /** Values read off the answer into variables of the play: `{var.name}`. */
  readonly capture?: Readonly<Record<string, Capture>>;
  /** In a `markov` scenario: names of instructions, or `end`, and how often each comes next. */
  readonly next?: Readonly<Record<string, number>>;
  readonly position: SourcePosition;
  /** Positions of single parameters by dotted path (`with` keys), where the notation knows them. */
  readonly positions?: Readonly<Record<string, SourcePosition>>;
  /** Where the target is written, where the notation knows it. */
  readonly targetPosition?: SourcePosition;
  /** Dotted paths of `with` given more than once in the line format: a list was made of the values, an error unless the schema takes a list. */
  readonly repeated?: readonly string[];
}

/** A list of instructions and the order to play them in. */
export interface Scenario {
  readonly name: string;
  readonly order: OrderName;
  /** For `random`, `weighted`: how many draws; for `markov`: how many steps at most; as a multiple of the number of instructions. @default 10 */
  readonly draws: number;
  readonly think?: ThinkTime;
  readonly onFailure?: OnFailure;
  /** What relative targets are relative to. */
  readonly base?: string;
  readonly instructions: readonly Instruction[];
  readonly position: SourcePosition;
  /** The folder files to upload are found below; absent for a scenario made in code. */
  readonly folder?: string;
}

/** A set of HTTP status codes as inclusive ranges, in the order written. */
export type StatusSet = readonly (readonly [from: number, to: number])[];

/** The statuses that count as success unless an instruction says otherwise: 200-299 and 304. */
export const defaultExpect: StatusSet = [
  [200, 299],
  [304, 304],
];

/** Whether a status is in a set. */
export function isExpected(expect: StatusSet, status: number): boolean {
  for (let range = 0; range < expect.length; range += 1) {
    const [from = 0, to = 0] = expect[range] ?? [];
    if (status >= from && status <= to) return true;
  }
  return false;
}
