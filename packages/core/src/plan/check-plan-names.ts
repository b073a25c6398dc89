import { isRushhourError } from '../errors/rushhour-error.ts';
import type { ContentPort } from '../plugin/content-port.ts';
import { actionNames, type Scenario } from '../scenario/scenario.ts';
import { nearestWord } from '../support/nearest-word.ts';
import { quoted } from '../support/quoted.ts';
import type { PlanPath, PlanProblem } from './plan-problem.ts';
import type { Plan } from './plan.ts';

/** What the names in a plan may mean. */
export interface PlanNames {
  readonly scenarios: readonly Scenario[];
  /** Instance names of the plugins; absent: not known, and thresholds are not checked. */
  readonly plugins?: readonly string[] | undefined;
  /** What makes files; absent: not known, and `files` of profiles are not checked. */
  readonly content?: ContentPort | undefined;
}

/** Finds names of scenarios that are not there, kinds of files that nobody makes, and groups of thresholds that nothing is counted in. */
export function checkPlanNames(plan: Plan, { scenarios, plugins, content }: PlanNames): readonly PlanProblem[] {
  const names = scenarios.map(({ name }) => name);
  const problems: PlanProblem[] = [];
  const check = (path: PlanPath, name: string | undefined) => {
    if (name === undefined || names.includes(name)) return;
    problems.push({ path, message: `There is no scenario ${quoted(name)}.`, hint: hintFor(name, names) });
  };
  for (const [index, { scenarios: chosen = {}, start, end }] of plan.profiles.entries()) {
    for (const name of Object.keys(chosen)) check(['profiles', index, 'scenarios', name], name);
    check(['profiles', index, 'start'], start);
    check(['profiles', index, 'end'], end);
  }
  check(['setup'], plan.setup);
  check(['teardown'], plan.teardown);
  if (content !== undefined) problems.push(...fileProblems(plan, content));
  if (plugins === undefined) return problems;
  const groups = [...actionNames, ...stepNames(scenarios), ...names, ...plan.profiles.map(({ name }) => name), ...plugins];
  for (const [index, { group }] of plan.thresholds.entries()) {
    if (group === undefined || groups.includes(group)) continue;
    const message = `The threshold is about ${quoted(group)}, and nothing is called so.`;
    problems.push({ path: ['thresholds', index], message, hint: hintFor(group, groups) });
  }
  return problems;
}

/** What profiles say of their files, as far as what makes them does not know it. */
function fileProblems({ profiles }: Plan, content: ContentPort): readonly PlanProblem[] {
  return profiles.flatMap(({ role, files }, index): readonly PlanProblem[] => {
    try {
      content.habits(role, files);
      return [];
    } catch (error) {
      if (!isRushhourError(error)) throw error;
      return [{ path: ['profiles', index, 'files'], code: error.code, message: error.message, hint: error.hint }];
    }
  });
}

function hintFor(name: string, known: readonly string[]): string {
  const nearest = nearestWord(name, known);
  return nearest === undefined ? `There are: ${[...new Set(known)].slice(0, 20).join(', ')}.` : `Did you mean \`${nearest}\`?`;
}

function stepNames(scenarios: readonly Scenario[]): readonly string[] {
  return scenarios.flatMap(({ instructions }) => instructions.map(({ name, action, target }) => name ?? `${action} ${target ?? 'link'}`));
}
