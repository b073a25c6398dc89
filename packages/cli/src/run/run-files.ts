import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  formatProblems,
  isRushhourError,
  RushhourError,
  systemClock,
  watchScenarioFiles,
  type HttpPort,
  type Scenario,
  type ScenarioSource,
} from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import type { Host } from '../host.ts';
import { createPaint } from '../text/paint.ts';
import { findFileProblems } from './find-file-problems.ts';
import { loadPlugins } from './load-plugins.ts';
import { playRun } from './play-run.ts';
import { printExchange } from './print-exchange.ts';
import { repeatCommand } from './repeat-command.ts';
import { reportProblems } from './report-problems.ts';
import { parseRunSettings, type RawOptions, type RunSettings } from './run-settings.ts';
import { sourceWithBase } from './with-base.ts';

/** Plays scenario files by the options of `run`; returns the exit code. */
export async function runFiles(files: readonly string[], raw: RawOptions, host: Host): Promise<number> {
  const settings = parseRunSettings(raw);
  const plugins = await loadPlugins(settings.plugins, { cwd: host.cwd, downloads: settings.downloads });
  let source: ScenarioSource;
  try {
    source = await watchScenarioFiles(files, { clock: systemClock });
  } catch (misread) {
    if (!isRushhourError(misread) || misread.code !== 'input_invalid') throw misread;
    const { problems, error } = await findFileProblems(files, { plugins, settings, cwd: host.cwd });
    // Without any the files were mended meanwhile.
    if (problems.length === 0) throw misread;
    return reportProblems([formatProblems(problems), error], host);
  }
  const { users, durationMs, plays, actions, seed, think, base, allow, shard } = settings;
  const scenarios = sourceWithBase(source, base);
  if (raw['once'] === true && !settings.quiet && scenarios.current().length > 1) {
    host.stderr.write('--once plays one of the scenarios, chosen by the seed; name a single file to choose it yourself.\n');
  }
  const { code } = await playRun({
    host,
    run: {
      name: nameOf(scenarios.current()),
      scenarios,
      plugins,
      http: httpOf(settings, host),
      users,
      ...(durationMs !== undefined && { duration: durationMs }),
      ...(plays !== undefined && { plays }),
      ...(actions !== undefined && { actions }),
      ...(seed !== undefined && { seed }),
      ...(think !== undefined && { think, thinkOverride: true }),
      ...(base !== undefined && { base }),
      ...(allow !== undefined && { allow }),
      ...(shard !== undefined && { shard }),
      ...(settings.files !== undefined && { files: resolve(host.cwd, settings.files) }),
    },
    limits: { durationMs, playsPerUser: plays, ...(shard === undefined && { actions }) },
    output: settings,
    repeat: (used) => repeatCommand(host.commandName, host.args, used),
  });
  return code;
}

function nameOf(scenarios: readonly Scenario[]): string {
  const [first, ...more] = scenarios;
  return first !== undefined && more.length === 0 ? first.name : 'rushhour';
}

function httpOf({ ca, contact, http2, proxy, hosts, verbose, noColor }: RunSettings, host: Host): HttpPort {
  const paint = createPaint({ isTTY: host.stderr.isTTY, env: host.env, noColor });
  return createHttp({
    ...(ca !== undefined && { ca: readAuthority(ca, host) }),
    ...(contact !== undefined && { contact }),
    ...(proxy !== undefined && { proxy }),
    ...(http2 && { http2 }),
    hosts,
    ...(verbose && { trace: (exchange) => host.stderr.write(printExchange(exchange, paint)) }),
  });
}

function readAuthority(file: string, host: Host): string {
  try {
    return readFileSync(resolve(host.cwd, file), 'utf8');
  } catch (cause) {
    throw new RushhourError('option_invalid', {
      message: `The option --ca names "${file}", which could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Name a PEM file.',
      cause,
    });
  }
}
