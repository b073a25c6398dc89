/**
 * The JSON Schema (draft 2020-12) of a plan in YAML, made from the schema that checks it. Published as
 * `@rushhour/core/schema/plan.schema.json`; name it in the first line of a file for help while writing:
 * `# yaml-language-server: $schema=...`.
 */
export async function planJsonSchema(): Promise<Readonly<Record<string, unknown>>> {
  const [{ z }, { planFileSchema }] = await Promise.all([import('zod'), import('./plan-file-schema.ts')]);
  return { ...z.toJSONSchema(planFileSchema, { io: 'input' }) };
}
