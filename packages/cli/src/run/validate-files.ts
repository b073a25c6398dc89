import { formatProblems, isPlanFile, type Problem, type Scenario } from '@rushhour/core';
import type { Host } from '../host.ts';
import { formatPlural } from '../text/format.ts';
import { createPaint } from '../text/paint.ts';
import { findFileProblems } from './find-file-problems.ts';
import { loadPlugins, namedPlugins } from './load-plugins.ts';
import type { RawOptions } from './option-values.ts';
import { readPlanInput } from './plan-input.ts';
import { reportProblems } from './report-problems.ts';
import { parseRunSettings, type RunSettings } from './run-settings.ts';

/** What was found out about some files. */
interface Findings {
  /** A line about what a plan says, where there is one. */
  readonly plan?: { readonly file: string; readonly line: string };
  readonly scenarios: readonly Scenario[];
  readonly problems: readonly Problem[];
  readonly error: string;
}

/** Checks a plan, or scenario files, as `run` would, without sending anything; returns the exit code. */
export async function validateFiles(files: readonly string[], raw: RawOptions, host: Host): Promise<number> {
  const settings = parseRunSettings(raw);
  const paint = createPaint({ isTTY: host.stdout.isTTY, env: host.env, noColor: settings.noColor });
  const { plan, scenarios, problems, error } = await check(files, settings, host);
  const faulty = new Set(problems.map(({ position }) => position.file));
  const ok = (line: string) => host.stdout.write(`${paint('green', 'ok')}  ${line}\n`);
  if (plan !== undefined && error === '' && !faulty.has(plan.file)) ok(plan.line);
  // Without one of its plugins nothing is known of a scenario.
  const isUnknown = error !== '' || problems.some(({ code }) => code?.startsWith('plugin_') === true);
  for (const { name, order, instructions, position } of scenarios) {
    if (isUnknown || faulty.has(position.file)) continue;
    ok(`${position.file}: ${name}, ${order}, ${formatPlural(instructions.length, 'instruction')}`);
  }
  return reportProblems([formatProblems(problems), error], host);
}

async function check(files: readonly string[], settings: RunSettings, host: Host): Promise<Findings> {
  const [first = ''] = files;
  if (files.length === 1 && (await isPlanFile(first))) {
    const { loaded, problems, error } = await readPlanInput(first, settings, host);
    const { name, profiles } = loaded.plan;
    const people = profiles.reduce((sum, { count }) => sum + count, 0);
    const line = `${first}: ${name}, ${formatPlural(profiles.length, 'profile')}, ${formatPlural(people, 'user')}`;
    return { plan: { file: first, line }, scenarios: loaded.scenarios, problems, error };
  }
  const plugins = await loadPlugins(namedPlugins(settings.plugins, host.cwd));
  return findFileProblems(files, { plugins, settings, cwd: host.cwd });
}
