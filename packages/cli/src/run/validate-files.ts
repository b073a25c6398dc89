import { checkRun, formatProblems, isRushhourError, loadScenarioFiles, type Scenario, type ScenarioRunnerOptions } from '@rushhour/core';
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
  const { scenarios, problems } = await loadScenarioFiles(files);
  const found = [formatProblems(problems)];
  for (const scenario of withBase(scenarios, base)) {
    const wrong = await checkScenario(scenario, {
      plugins,
      ...(allow !== undefined && { allow }),
      ...(uploads !== undefined && { files: resolve(host.cwd, uploads) }),
    });
    const { name, order, instructions, position } = scenario;
    if (wrong !== '') found.push(wrong);
    else if (!problems.some((problem) => problem.position.file === position.file)) {
      host.stdout.write(
        `${paint('green', 'ok')}  ${position.file}: ${name}, ${order}, ${formatPlural(instructions.length, 'instruction')}\n`,
      );
    }
  }
  return reportProblems(found, host);
}

/** What is wrong with a scenario; empty when nothing is. */
async function checkScenario(scenario: Scenario, options: Omit<ScenarioRunnerOptions, 'scenarios'>): Promise<string> {
  try {
    await checkRun({ ...options, scenarios: [scenario] });
    return '';
  } catch (error) {
    if (!isRushhourError(error)) throw error;
    if (error.code !== 'scope_empty') return describeError(error).text;
    const { position } = scenario;
    return formatProblems([
      {
        position,
        message: `The scenario "${scenario.name}" names no site: its targets are relative, and there is no base.`,
        hint: 'Write targets in full, or set `base` (--base).',
      },
    ]);
  }
}
