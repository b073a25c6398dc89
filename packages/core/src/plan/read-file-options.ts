import { asList } from './as-list.ts';
import { asRecord } from './as-record.ts';
import type { PlanFileOptions, PlanPlugin } from './loaded-plan.ts';
import type { PlanProblem } from './plan-problem.ts';

/** The keys of a plan file, by who needs them. */
export interface FileOptions {
  readonly options: PlanFileOptions;
  readonly plugins: readonly Omit<PlanPlugin, 'position'>[];
  readonly scenarioPaths: readonly string[];
}

/** Takes the value of a plan file apart; keys with anything wrong in their shape are left out. */
export function readFileOptions(
  value: Readonly<Record<string, unknown>>,
  { known, below }: { readonly known: readonly PlanProblem[]; readonly below: (path: string) => string },
): FileOptions {
  const wrong = new Set(known.map(({ path }) => path[0]));
  const sound = Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)));
  const { plugins, scenarios, env: _, files, ...rest } = sound;
  return {
    // The schema has looked at every key that is left.
    options: { ...rest, ...(typeof files === 'string' && { files: below(files) }) },
    plugins: asList(plugins).map(readPlugin),
    scenarioPaths: asList(scenarios).map((path) => below(String(path))),
  };
}

function readPlugin(item: unknown): Omit<PlanPlugin, 'position'> {
  if (typeof item === 'string') return { use: item };
  const { use, as, with: config } = asRecord(item);
  return { use: String(use), ...(typeof as === 'string' && { as }), ...(config !== undefined && { with: asRecord(config) }) };
}
