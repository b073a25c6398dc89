import { createPopulation, type Member, type Population } from '../src/people/population.ts';
import type { PlanOptions } from '../src/plan/plan-options.ts';
import { readPlan } from '../src/plan/read-plan.ts';
import { createRandom } from '../src/support/random.ts';

/** Makes the people of a plan; anything wrong with it fails the test. */
export async function makePopulation(
  options: PlanOptions,
  { startMs = 0, seed = 'test' }: { readonly startMs?: number; readonly seed?: string } = {},
): Promise<Population> {
  const { plan, problems } = await readPlan(options);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const { profiles, limits, scale } = plan;
  return createPopulation({ profiles, bounds: limits, scale, startMs, random: createRandom(seed) });
}

/** Everybody of a population. */
export function membersOf(population: Population): readonly Member[] {
  return Array.from({ length: population.size }, (_, number) => population.member(number));
}
