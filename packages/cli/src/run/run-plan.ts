import { parseDuration, RushhourError, systemClock, watchScenarioFiles, type ScenarioSource } from '@rushhour/core';
import { formatProblems } from '@rushhour/core';
import type { Host } from '../host.ts';
import type { RunLimits } from '../view/run-progress.ts';
import { hideData } from './hide-data.ts';
import { playRun } from './play-run.ts';
import { playableOptions, readPlanInput, type PlanInput } from './plan-input.ts';
import { repeatCommand } from './repeat-command.ts';
import { reportProblems } from './report-problems.ts';
import { runHttp } from './run-http.ts';
import type { RunSettings } from './run-settings.ts';
import { sourceWithBase, withBase } from './with-base.ts';

/** Plays a plan by the options of `run`; returns the exit code. */
export async function runPlan(file: string, settings: RunSettings, host: Host): Promise<number> {
  const input = await readPlanInput(file, settings, host);
  if (input.problems.length > 0 || input.error !== '') return reportProblems([formatProblems(input.problems), input.error], host);
  try {
    const { code } = await playRun({
      host,
      run: {
        ...input.options,
        scenarios: await followScenarios(input, settings),
        http: runHttp(settings, host, hideData(input.loaded.plan)),
      },
      limits: limitsOf(input),
      output: settings,
      repeat: (used) => repeatCommand(host.commandName, host.args, used),
      readAgain: async () => {
        const { profiles, limits, faults = {}, scenarios } = playableOptions(await readPlanInput(file, settings, host));
        return { ...(profiles && { profiles }), ...(limits && { limits }), faults, scenarios: listOf(scenarios) };
      },
    });
    return code;
  } catch (error) {
    throw withoutSecrets(error, input);
  }
}

/** Scenario files are looked at again and again while the run lasts, as without a plan. */
async function followScenarios({ loaded }: PlanInput, { base }: RunSettings): Promise<ScenarioSource | PlanInput['options']['scenarios']> {
  if (loaded.scenarioPaths.length === 0) return withBase(loaded.scenarios, base);
  return sourceWithBase(await watchScenarioFiles(loaded.scenarioPaths, { clock: systemClock }), base);
}

function listOf(scenarios: PlanInput['options']['scenarios']) {
  return 'current' in scenarios ? scenarios.current() : scenarios;
}

/** What ends the run, in the time people read on the wall. */
function limitsOf({ options: { duration, speed = 1, plays, actions, shard } }: PlanInput): RunLimits {
  const simulatedMs = duration === undefined ? undefined : parseDuration(duration);
  return {
    ...(simulatedMs !== undefined && { durationMs: simulatedMs / speed }),
    ...(plays !== undefined && { playsPerUser: plays }),
    ...(actions !== undefined && shard === undefined && { actions }),
  };
}

function withoutSecrets(error: unknown, { hide }: PlanInput): unknown {
  if (!(error instanceof RushhourError)) return error;
  return new RushhourError(error.code, { message: hide(error.message), hint: hide(error.hint), cause: error.cause });
}
