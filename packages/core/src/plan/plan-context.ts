import type { PlanPath } from './plan-problem.ts';

/** What stands around a plan: what profiles have where they do not say it, and who acts where there are none. */
export interface PlanContext {
  /** As in `ProfileOptions`; checked with the plan. @default 0-1s */
  readonly think?: unknown;
  /** Whether `think` goes before what profiles, scenarios and instructions say. @default false */
  readonly thinkOverride?: boolean | undefined;
  /** As in `ProfileOptions`; checked with the plan. @default play */
  readonly session?: unknown;
  /** Name of the profile that is made when the plan has none. @default visitor */
  readonly profile?: string | undefined;
  /** How many of them. @default 1 */
  readonly users?: number | undefined;
  /** Parts whose values are secret: no message repeats them. */
  readonly secretPaths?: readonly PlanPath[];
}
