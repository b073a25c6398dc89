import type { AllowEntry } from '../scope/scope.ts';
import type { Problem } from '../scenario/problem.ts';
import type { OnFailure, Scenario, SourcePosition } from '../scenario/scenario.ts';
import type { ThinkInput } from '../scenario/think.ts';
import type { PlanOptions } from './plan-options.ts';
import type { PlanPath, PlanProblem } from './plan-problem.ts';
import type { Plan } from './plan.ts';

/** What a plan file says to the runner: may be spread into its options. Paths are resolved, data files read, secrets filled in. */
export interface PlanFileOptions extends PlanOptions {
  readonly allow?: readonly (string | AllowEntry)[];
  readonly base?: string;
  readonly files?: string;
  readonly think?: ThinkInput;
  readonly onFailure?: OnFailure;
  readonly session?: 'play' | 'user';
  readonly plays?: number;
  readonly actions?: number;
  readonly stop?: {
    readonly drain?: number | string;
    readonly abort?: number | string;
    readonly clean?: number | string;
    readonly flush?: number | string;
  };
}

/** A plugin as a plan names it. */
export interface PlanPlugin {
  /** Package name, or path from the folder of the plan. */
  readonly use: string;
  readonly as?: string;
  /** Its configuration; may hold secrets. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly position: SourcePosition;
}

/** A plan file and all it names. With any problem it must not be played. */
export interface LoadedPlan {
  /** As it was named. */
  readonly file: string;
  /** Its folder, absolute: plugins are looked for from there. */
  readonly folder: string;
  readonly options: PlanFileOptions;
  /** The options read, without what a command line may change. */
  readonly plan: Plan;
  readonly plugins: readonly PlanPlugin[];
  readonly scenarios: readonly Scenario[];
  /** What could be read of scenarios with problems, for `findProblems`. */
  readonly drafts: readonly Scenario[];
  /** Scenario files and folders, to watch them. */
  readonly scenarioPaths: readonly string[];
  /** Every problem of the plan, its data files and its scenarios. */
  readonly problems: readonly Problem[];
  /** SHA-256 of the plan and its data as written: the same whatever the environment holds. */
  readonly hash: string;
  /** Where values of the environment stand in `options` and `plugins`: such parts must not be shown. */
  readonly secretPaths: readonly PlanPath[];
  /** Replaces values of the environment in a text by `(hidden)`. */
  hide(text: string): string;
  /** Where a part of the plan stands. */
  positionOf(path: PlanPath): SourcePosition;
  /** Gives a problem found later (`checkPlanNames`) its place; values of the environment are hidden. */
  locate(problem: PlanProblem): Problem;
}
