import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { isPlan } from '../scenario/is-plan.ts';
import type { Problem } from '../scenario/problem.ts';
import type { SourcePosition } from '../scenario/scenario.ts';
import { readYaml } from '../scenario/read-yaml.ts';
import { loadScenarioFiles } from '../scenario/scenario-files.ts';
import type { YamlValue } from '../scenario/yaml-value.ts';
import { asRecord } from './as-record.ts';
import { checkFileKeys } from './check-file-keys.ts';
import { checkPlanNames } from './check-plan-names.ts';
import { checkPlanShape } from './check-plan-shape.ts';
import { fillDataFiles } from './fill-data-files.ts';
import { hashPlan } from './hash-plan.ts';
import { hideValues } from './hide-values.ts';
import type { LoadedPlan } from './loaded-plan.ts';
import { markSecretColumns } from './mark-secret-columns.ts';
import { planLocator } from './plan-locator.ts';
import { readFileOptions } from './read-file-options.ts';
import { readPlanValue } from './read-plan-value.ts';
import { substituteEnv } from './substitute-env.ts';
import { readTextFile } from './text-files.ts';

/** What is around a plan file. */
export interface LoadPlanOptions {
  /** The environment: the plan sees the names it lists in `env`, and no other. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether a file is a plan: YAML with `profiles`. One with mistakes in its YAML counts as a plan when a line of it begins with `profiles:`.
 * Never rejects.
 */
export async function isPlanFile(file: string): Promise<boolean> {
  if (!['.yaml', '.yml'].includes(extname(file).toLowerCase())) return false;
  const { text } = await readTextFile(file, { mostMiB: 1 });
  if (text === undefined) return false;
  const { yaml } = await readYaml(text, file);
  return yaml === undefined ? /^profiles\s*:/m.test(text) : isPlan(yaml.value);
}

/**
 * Loads a plan file with the scenarios and the data it names; paths begin at its own folder. Never rejects: whatever is wrong with any of them is
 * a problem with file, line and column, and none shows a value of the environment.
 *
 * @example
 * ```ts
 * const loaded = await loadPlanFile('office.yaml', { env: { TOKEN: 'x' } });
 * if (loaded.problems.length > 0) throw inputError(loaded.problems);
 * ```
 */
export async function loadPlanFile(file: string, { env }: LoadPlanOptions): Promise<LoadedPlan> {
  const position = { file, line: 1, column: 1 };
  const { text, fault } = await readTextFile(file, { mostMiB: 1 });
  if (text === undefined) return emptyPlan(file, [{ position, ...fault }]);
  const { yaml, problems } = await readYaml(text, file);
  if (yaml === undefined) return emptyPlan(file, problems);
  if (isPlan(yaml.value)) return loadFrom(yaml, file, env);
  const message = 'This is no plan: it has no `profiles:`.';
  const hint = 'Write a list of profiles, such as `profiles: [{ name: visitor }]`.';
  return emptyPlan(file, [...yaml.problems, { position, message, hint }]);
}

async function loadFrom(yaml: YamlValue, file: string, env: LoadPlanOptions['env']): Promise<LoadedPlan> {
  const folder = dirname(file);
  const below = (path: string) => (isAbsolute(path) ? path : join(folder, path));
  const { value: substituted, secretPaths, secrets, problems: unsubstituted } = substituteEnv(yaml.value, env);
  const { value: filled, unread, missing, problems: inData, digests } = await fillDataFiles(asRecord(substituted), below);
  const value = markSecretColumns(filled, secretPaths);
  const known = [...unsubstituted, ...(await checkPlanShape(value, { as: 'file', secretPaths }))];
  const { options, plugins, scenarioPaths } = readFileOptions(value, { known, below });
  const { think, session } = value;
  const { plan, problems } = readPlanValue(value, { known, passOver: unread, secretPaths, think, session });
  const { scenarios, drafts, problems: misread } = await loadScenarioFiles(scenarioPaths);
  // Scenarios that could not be read have names as well.
  const unnamed = misread.length > 0 || scenarioPaths.length === 0 ? [] : checkPlanNames(plan, { scenarios });
  const hide = hideValues(secrets);
  const { locate, positionOf } = planLocator(yaml, hide);
  const inPlan = [...problems, ...missing, ...checkFileKeys(value, { known, secretPaths }), ...unnamed].map(locate);
  const elsewhere = [...inData, ...misread];
  return {
    file,
    folder: resolve(folder),
    options,
    plan,
    plugins: plugins.map((plugin, index) => ({ ...plugin, position: positionOf(['plugins', index]) })),
    scenarios,
    drafts,
    scenarioPaths,
    problems: [
      ...yaml.problems,
      ...inPlan.filter(({ position }) => !yaml.problems.some((basic) => isSamePlace(basic.position, position))),
      ...elsewhere.map((problem) => ({ ...problem, message: hide(problem.message) })),
    ],
    hash: hashPlan([yaml.value, digests]),
    secretPaths,
    hide,
    positionOf,
    locate,
  };
}

function isSamePlace(a: SourcePosition, b: SourcePosition): boolean {
  return a.line === b.line && a.column === b.column;
}

/** What is left of a plan that cannot be read at all. */
function emptyPlan(file: string, problems: readonly Problem[]): LoadedPlan {
  const position = { file, line: 1, column: 1 };
  return {
    file,
    folder: resolve(dirname(file)),
    options: {},
    plan: readPlanValue({}).plan,
    plugins: [],
    scenarios: [],
    drafts: [],
    scenarioPaths: [],
    problems,
    hash: hashPlan({}),
    secretPaths: [],
    hide: (text) => text,
    positionOf: () => position,
    locate: ({ message, hint, code }) => ({ position, message, ...(hint !== undefined && { hint }), ...(code !== undefined && { code }) }),
  };
}
