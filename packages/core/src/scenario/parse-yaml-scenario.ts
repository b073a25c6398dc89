import { checkPlayable } from './check-playable.ts';
import { draftOf } from './draft-of.ts';
import { isPlan } from './is-plan.ts';
import type { ParsedScenario, ScenarioText } from './parse-line-format.ts';
import type { Problem } from './problem.ts';
import { readScenarioValue } from './read-scenario-value.ts';
import { readYaml } from './read-yaml.ts';

/**
 * Parses a scenario in YAML (`*.yaml`, `*.yml`), at most 256 KiB; never rejects.
 *
 * @example
 * ```ts
 * const { scenario, problems } = await parseYamlScenario('instructions: [{ open: / }]', { file: 'browse.yaml', name: 'browse' });
 * ```
 */
export async function parseYamlScenario(text: string, source: ScenarioText): Promise<ParsedScenario> {
  const { yaml, problems: unreadable } = await readYaml(text, source.file);
  if (yaml === undefined) return { problems: unreadable };
  if (isPlan(yaml.value)) {
    const message = 'This is a plan (it has `profiles:`), not a scenario.';
    const hint = 'Give a plan to `rushhour run` alone: it names its scenarios itself, with `scenarios:`.';
    return { problems: [{ position: yaml.keyAt(['profiles']), message, hint }] };
  }
  const [{ scenarioFileSchema }, { shapeProblems }] = await Promise.all([
    import('./scenario-file-schema.ts'),
    import('./shape-problems.ts'),
  ]);
  const shape = scenarioFileSchema.safeParse(yaml.value);
  const { scenario, problems: misread } = readScenarioValue(yaml, source);
  const problems = firstAtEachPlace([...yaml.problems, ...(shape.success ? [] : shapeProblems(shape.error.issues, yaml)), ...misread]);
  if (problems.length > 0) {
    const isHeadSound = shape.success || shape.error.issues.every(({ path }) => path[0] === 'instructions');
    const hasBase = typeof yaml.value === 'object' && yaml.value !== null && 'base' in yaml.value;
    return { draft: draftOf(scenario, { mayLackBase: hasBase || !isHeadSound || yaml.problems.length > 0 }), problems };
  }
  const unplayable = checkPlayable(scenario);
  return unplayable.length > 0 ? { problems: unplayable } : { scenario, problems };
}

/** One problem a place, the most basic one: what is no number is not told to be too large as well. */
function firstAtEachPlace(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ position: { line, column } }) => {
    const place = `${line}:${column}`;
    return !seen.has(place) && seen.add(place);
  });
}
