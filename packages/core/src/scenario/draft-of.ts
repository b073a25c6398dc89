import type { Scenario } from './scenario.ts';

/**
 * What can be judged of a scenario whose text has problems. Where it says no base, but perhaps meant to, its relative targets cannot.
 *
 * @returns undefined when nothing is left
 */
export function draftOf(scenario: Scenario, { mayLackBase }: { readonly mayLackBase: boolean }): Scenario | undefined {
  const instructions =
    mayLackBase && scenario.base === undefined ? scenario.instructions.filter(({ target }) => !isRelative(target)) : scenario.instructions;
  return instructions.length === 0 ? undefined : { ...scenario, instructions };
}

function isRelative(target: string | undefined): boolean {
  return target !== undefined && !/^[a-z][a-z\d+.-]*:/i.test(target);
}
