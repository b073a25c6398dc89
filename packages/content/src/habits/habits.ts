import type { FileHabits } from '@rushhour/core';
import type { FileChoice } from '../grammar/file-choice.ts';
import type { FileSize } from '../grammar/file-size.ts';
import type { NamePattern } from '../names/name-pattern.ts';
import type { Weighted } from '../pick-weighted.ts';

/** What `any` chooses from. */
export interface WeightedChoice extends Weighted {
  readonly choice: Exclude<FileChoice, 'any'>;
}

/** What a profile says of its files, read. */
export interface Habits extends FileHabits {
  readonly kinds: readonly WeightedChoice[];
  /** Patterns by extension, by kind, and for the rest. */
  readonly names: NamesByWord;
  readonly perFolder: number;
  /** By extension or kind. */
  readonly sizes: ReadonlyMap<string, FileSize>;
}

/** Name patterns by extension or kind. */
export type NamesByWord = ReadonlyMap<string, readonly NamePattern[]>;
