import type { PlanPath, PlanProblem } from './plan-problem.ts';

/** Which keys are known, and which values are secret. */
export interface ShapeOptions {
  /** `options`: the keys of a plan in code; `file`: those of a plan file. */
  readonly as: 'options' | 'file';
  readonly secretPaths?: readonly PlanPath[] | undefined;
}

/** Finds what is wrong with the shape of a plan. The schema library is loaded at the first call. */
export async function checkPlanShape(value: unknown, { as, secretPaths }: ShapeOptions): Promise<readonly PlanProblem[]> {
  const [{ z }, { planFileSchema, planOptionsSchema }, { planShapeProblems }] = await Promise.all([
    import('zod'),
    import('./plan-file-schema.ts'),
    import('./plan-shape-problems.ts'),
  ]);
  const schema = as === 'file' ? planFileSchema : planOptionsSchema;
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return planShapeProblems(parsed.error.issues, { value, schema: () => z.toJSONSchema(schema, { io: 'input' }), secretPaths });
}
