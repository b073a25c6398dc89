import { formatProblems } from '@rushhour/core';
import type { Host } from '../host.ts';
import { formatPlural } from '../text/format.ts';
import { createPaint } from '../text/paint.ts';
import { findFileProblems } from './find-file-problems.ts';
import { loadPlugins } from './load-plugins.ts';
import { reportProblems } from './report-problems.ts';
import { parseRunSettings, type RawOptions } from './run-settings.ts';

/** Checks scenario files as `run` would, without sending anything; returns the exit code. */
export async function validateFiles(files: readonly string[], raw: RawOptions, host: Host): Promise<number> {
  const settings = parseRunSettings(raw);
  const paint = createPaint({ isTTY: host.stdout.isTTY, env: host.env, noColor: settings.noColor });
  const plugins = await loadPlugins(settings.plugins, { cwd: host.cwd });
  const { scenarios, problems, error } = await findFileProblems(files, { plugins, settings, cwd: host.cwd });
  const faulty = new Set(problems.map(({ position }) => position.file));
  for (const { name, order, instructions, position } of scenarios) {
    if (error !== '' || faulty.has(position.file)) continue;
    host.stdout.write(
      `${paint('green', 'ok')}  ${position.file}: ${name}, ${order}, ${formatPlural(instructions.length, 'instruction')}\n`,
    );
  }
  return reportProblems([formatProblems(problems), error], host);
}
