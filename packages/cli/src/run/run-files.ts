import {
  formatProblems,
  inputError,
  isPlanFile,
  isRushhourError,
  loadScenarioFiles,
  RushhourError,
  systemClock,
  watchScenarioFiles,
  type Scenario,
  type ScenarioSource,
} from '@rushhour/core';
import type { Host } from '../host.ts';
import { commandLineOptions } from './command-line-options.ts';
import { findFileProblems } from './find-file-problems.ts';
import { loadPlugins, namedPlugins } from './load-plugins.ts';
import type { RawOptions } from './option-values.ts';
import { playRun } from './play-run.ts';
import { repeatCommand } from './repeat-command.ts';
import { reportProblems } from './report-problems.ts';
import { runHttp } from './run-http.ts';
import { runPlan } from './run-plan.ts';
import { parseRunSettings, type RunSettings } from './run-settings.ts';
import { shardOfJob } from './shard-of-job.ts';
import { sourceWithBase, withBase } from './with-base.ts';

/** Plays a plan, or scenario files, by the options of `run`; returns the exit code. */
export async function runFiles(files: readonly string[], raw: RawOptions, host: Host): Promise<number> {
  const given = parseRunSettings(raw);
  const shardGiven = given.shard ?? (raw['once'] === true ? undefined : shardOfJob(host.env));
  const settings: RunSettings = { ...given, ...(shardGiven !== undefined && { shard: shardGiven }) };
  const [first = ''] = files;
  if (files.length === 1 && (await isPlanFile(first))) {
    refuseWithPlan(raw);
    return runPlan(first, settings, host);
  }
  const plugins = await loadPlugins(namedPlugins(settings.plugins, host.cwd), { downloads: settings.downloads });
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
  const { users, durationMs, plays, actions, base, shard, speed = 1 } = settings;
  const scenarios = sourceWithBase(source, base);
  if (raw['once'] === true && !settings.quiet && scenarios.current().length > 1) {
    host.stderr.write('--once plays one of the scenarios, chosen by the seed; name a single file to choose it yourself.\n');
  }
  const { code } = await playRun({
    host,
    run: {
      ...commandLineOptions(settings, host),
      name: nameOf(scenarios.current()),
      scenarios,
      plugins,
      http: runHttp(settings, host),
      users,
    },
    limits: {
      ...(durationMs !== undefined && { durationMs: durationMs / speed }),
      playsPerUser: plays,
      ...(shard === undefined && { actions }),
    },
    output: settings,
    repeat: (used) => repeatCommand(host.commandName, host.args, used),
    readAgain: async () => {
      const { scenarios: again, problems } = await loadScenarioFiles(files);
      if (problems.length > 0) throw inputError(problems);
      return { scenarios: withBase(again, base) };
    },
  });
  return code;
}

const notWithPlan = [
  { key: 'users', hint: 'Each profile has its `count`; --scale multiplies open rates.' },
  { key: 'once', hint: 'Give one of its scenario files instead, or --plays 1 for one play of everybody.' },
] as const;

/** A plan says itself how many there are. */
function refuseWithPlan(raw: RawOptions): void {
  const given = notWithPlan.find(({ key }) => raw[key] !== undefined);
  if (given === undefined) return;
  throw new RushhourError('option_invalid', { message: `The option --${given.key} cannot be given with a plan.`, hint: given.hint });
}

function nameOf(scenarios: readonly Scenario[]): string {
  const [first, ...more] = scenarios;
  return first !== undefined && more.length === 0 ? first.name : 'rushhour';
}
