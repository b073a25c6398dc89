import {
  findProblems,
  formatProblems,
  isRushhourError,
  loadScenarioFiles,
  type Problem,
  type Scenario,
  type ScenarioRunnerOptions,
} from '@rushhour/core';
import { resolve } from 'node:path';
import { describeError } from '../describe-error.ts';
import type { Host } from '../host.ts';
import { createPaint } from '../text/paint.ts';
import { formatPlural } from '../text/format.ts';
import { loadPlugins } from './load-plugins.ts';
import { reportProblems } from './report-problems.ts';
import { parseRunSettings, type RawOptions } from './run-settings.ts';
import { withBase } from './with-base.ts';

/** Checks scenario files as `run` would, without sending anything; returns the exit code. */
export async function validateFiles(files: readonly string[], raw: RawOptions, host: Host): Promise<number> {
  const { plugins: names, allow, base, files: uploads, noColor } = parseRunSettings(raw);
  const paint = createPaint({ isTTY: host.stdout.isTTY, env: host.env, noColor });
  const plugins = await loadPlugins(names, { cwd: host.cwd });
  const { scenarios, drafts, problems: misread } = await loadScenarioFiles(files);
  const { problems: misused, error } = await lookFurther({
    scenarios: withBase([...scenarios, ...drafts], base),
    plugins,
    ...(allow !== undefined && { allow }),
    ...(uploads !== undefined && { files: resolve(host.cwd, uploads) }),
  });
  // What could not be read is not to be told once more as what cannot be played.
  const told = new Set(misread.map(placeOf));
  const problems = [...misread, ...misused.filter((problem) => !told.has(placeOf(problem)))];
  const faulty = new Set(problems.map(({ position }) => position.file));
  for (const { name, order, instructions, position } of scenarios) {
    if (error !== '' || faulty.has(position.file)) continue;
    host.stdout.write(`${paint('green', 'ok')}  ${position.file}: ${name}, ${order}, ${formatPlural(instructions.length, 'instruction')}\n`);
  }
  return reportProblems([formatProblems(problems), error], host);
}

/** What else is wrong with what was read: problems with a place, and what lies outside the files as text. */
async function lookFurther(
  options: ScenarioRunnerOptions & { readonly scenarios: readonly Scenario[] },
): Promise<{ readonly problems: readonly Problem[]; readonly error: string }> {
  if (options.scenarios.length === 0) return { problems: [], error: '' };
  try {
    return { problems: await findProblems(options), error: '' };
  } catch (error) {
    if (!isRushhourError(error)) throw error;
    if (error.code !== 'scope_empty' || options.allow !== undefined) return { problems: [], error: describeError(error).text };
    return { problems: options.scenarios.map(namesNoSite), error: '' };
  }
}

function namesNoSite({ name, position }: Scenario): Problem {
  const hint = 'Write a target in full, or set `base` (--base).';
  return { position, code: 'scope_empty', message: `The scenario "${name}" names no site.`, hint };
}

function placeOf({ position: { file, line, column } }: Problem): string {
  return `${file}:${line}:${column}`;
}
