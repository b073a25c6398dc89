import { randomInt } from 'node:crypto';
import { checkRun, createRunId, RushhourError, systemClock, type ScenarioRunnerOptions } from '@rushhour/core';
import type { Host } from '../host.ts';
import type { JournalFile } from '../journal-file.ts';
import type { RunnerFace } from '../run/runner-face.ts';
import { createWorkerPool } from './worker-pool.ts';
import { startWorkerThread } from './worker-thread.ts';

/** Makes what plays a run on so many threads; each reads the command line of the host again. */
export function runOnWorkers(
  workers: number,
  { args, commandName }: Pick<Host, 'args' | 'commandName'>,
): (run: ScenarioRunnerOptions & { readonly journal?: JournalFile }) => RunnerFace {
  return (run) => {
    refuseAlone(run);
    const { journal, thresholds = [] } = run;
    const seed = String(run.seed ?? randomInt(2 ** 47));
    const now = systemClock.wallTime();
    const runId = run.runId ?? createRunId(now);
    const start = run.start ?? (dependsOnHours(run) ? new Date(now).toISOString() : undefined);
    return createWorkerPool({
      workers,
      seed,
      shard: run.shard ?? '0/1',
      aborting: thresholds.map((threshold) => typeof threshold === 'object' && threshold.abortOnFail === true),
      clock: systemClock,
      journal,
      check: () => checkRun(run),
      startThread: (shard) => startWorkerThread({ args, commandName, seed, runId, shard, start, hasJournal: journal !== undefined }),
    });
  };
}

/** What is played alone, before or after all others, cannot wait for those of other threads. */
function refuseAlone({ setup, teardown }: ScenarioRunnerOptions): void {
  if (setup === undefined && teardown === undefined) return;
  throw new RushhourError('option_invalid', {
    message: `The option --workers cannot be given with a plan that has \`${setup === undefined ? 'teardown' : 'setup'}\`.`,
    hint: 'Play it with one worker, or the setup and the teardown as runs of their own.',
  });
}

/** Whether the time of day at which the run begins makes a difference. */
function dependsOnHours({ profiles = [] }: ScenarioRunnerOptions): boolean {
  return profiles.some(({ hours = 'always' }) => [hours].flat().some((window) => window !== 'always'));
}
