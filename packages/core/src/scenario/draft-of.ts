import type { Scenario } from './scenario.ts';

/**
 * What can be judged of a scenario whose text has problems. Where it says no base, but perhaps meant to, its relative targets cannot; nor what
 * comes next or was captured, because the instruction that is named or captures may be the one that could not be read.
 *
 * @returns undefined when nothing is left
 */
export function draftOf(scenario: Scenario, { mayLackBase }: { readonly mayLackBase: boolean }): Scenario | undefined {
  const instructions = scenario.instructions
    .filter(({ target }) => !(mayLackBase && scenario.base === undefined && isRelative(target)))
    .filter((instruction) => !namesVariable([instruction.target, instruction.with]))
    .map(({ next: _next, ...instruction }) => instruction);
  if (instructions.length === 0) return undefined;
  return { ...scenario, instructions, order: scenario.order === 'markov' ? 'sequential' : scenario.order };
}

function namesVariable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{var.');
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && Object.values(value).some(namesVariable);
}

function isRelative(target: string | undefined): boolean {
  return target !== undefined && !/^[a-z][a-z\d+.-]*:/i.test(target);
}
