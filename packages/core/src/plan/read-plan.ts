import { checkPlanShape } from './check-plan-shape.ts';
import type { PlanContext } from './plan-context.ts';
import type { PlanOptions } from './plan-options.ts';
import { readPlanValue, type PlanReading } from './read-plan-value.ts';

/**
 * Reads a plan: checks everything that can be checked without scenarios, and makes it plain. Never rejects; with any problem the plan must
 * not be played. Keys that are none of a plan are passed over, so that the options of a runner can be given as they are.
 *
 * @example
 * ```ts
 * const { plan, problems } = await readPlan({ profiles: [{ name: 'alice', hours: '09:00-17:00', pace: { peak: '120/min' } }] });
 * ```
 */
export async function readPlan(options: PlanOptions, context: PlanContext = {}): Promise<PlanReading> {
  const value = { ...options };
  const known = await checkPlanShape(value, { as: 'options', secretPaths: context.secretPaths });
  return readPlanValue(value, { ...context, known });
}
