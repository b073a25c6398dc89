/**
 * The JSON Schema (draft 2020-12) of a scenario in YAML, made from the schema that checks it. Published as
 * `@rushhour/core/schema/scenario.schema.json`; name it in the first line of a file for help while writing:
 * `# yaml-language-server: $schema=...`.
 */
export async function scenarioJsonSchema(): Promise<Readonly<Record<string, unknown>>> {
  const [{ z }, { scenarioFileSchema }] = await Promise.all([import('zod'), import('./scenario-file-schema.ts')]);
  return { ...z.toJSONSchema(scenarioFileSchema, { io: 'input' }) };
}
