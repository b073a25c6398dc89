import type { Fault } from '../scenario/problem.ts';

/** Where a part of a plan stands: keys and indexes, such as `['profiles', 0, 'hours']`. */
export type PlanPath = readonly (string | number)[];

/** One thing wrong with a plan. */
export interface PlanProblem extends Fault {
  readonly path: PlanPath;
  /** Whether the key is wrong, not its value. @default false */
  readonly atKey?: boolean;
}

/** A path as it is written in messages: `profiles[0].hours`. */
export function planPathText(path: PlanPath): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

/** Whether one path is the other, or leads to or from it. */
export function isAlong(path: PlanPath, other: PlanPath): boolean {
  const length = Math.min(path.length, other.length);
  for (let index = 0; index < length; index += 1) if (path[index] !== other[index]) return false;
  return true;
}
