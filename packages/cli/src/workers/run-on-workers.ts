import { randomInt } from 'node:crypto';
import { checkRun, createRunId, readPlan, RushhourError, systemClock, type ScenarioRunnerOptions } from '@rushhour/core';
import type { Host } from '../host.ts';
import type { JournalFile } from '../journal-file.ts';
import type { RunnerFace } from '../run/runner-face.ts';
import { createWorkerPool } from './worker-pool.ts';
import { usersOfShard } from './users-of-shard.ts';
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
    const { shard = '0/1' } = run;
    const start = run.start ?? (dependsOnHours(run) ? new Date(now).toISOString() : undefined);
    return createWorkerPool({
      workers,
      seed,
      shard,
      aborting: thresholds.map((threshold) => typeof threshold === 'object' && threshold.abortOnFail === true),
      clock: systemClock,
      journal,
      async check() {
        await checkRun(run);
        return usersOfShard(shard, await countUsers(run));
      },
      startThread: (part) => startWorkerThread({ args, commandName, seed, runId, shard: part, start, hasJournal: journal !== undefined }),
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

/** How many users a run has in all shards. */
async function countUsers(run: ScenarioRunnerOptions): Promise<number> {
  if (run.scripts !== undefined) return run.scripts.length;
  const { plan } = await readPlan(run, { users: run.users });
  return plan.profiles.reduce((sum, { count }) => sum + count, 0);
}

/** Whether the time of day at which the run begins makes a difference. */
function dependsOnHours({ profiles = [] }: ScenarioRunnerOptions): boolean {
  return profiles.some(({ hours = 'always' }) => [hours].flat().some((window) => window !== 'always'));
}
