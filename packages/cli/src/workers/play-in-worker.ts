import type { MessagePort } from 'node:worker_threads';
import {
  RushhourError,
  ScenarioRunner,
  systemClock,
  type RunSummary,
  type ScenarioRunnerOptions,
  type ThresholdOptions,
} from '@rushhour/core';
import { refusalOf } from './refusal-of.ts';
import { createWorkerJournal } from './worker-journal.ts';
import type { WorkerMessage, WorkerOrder } from './worker-message.ts';
import type { WorkerLine } from './worker-thread.ts';

/** How often an account is told. */
const accountEveryMs = 1000;

/** Plays the part of a run that falls to a worker thread, and tells of it. */
export async function playInWorker(
  run: ScenarioRunnerOptions,
  { port, done, seed, runId, shard, start, hasJournal }: WorkerLine,
): Promise<RunSummary> {
  const tell = (message: WorkerMessage) => port.postMessage(message);
  const journal = hasJournal ? createWorkerJournal(tell) : undefined;
  const runner = new ScenarioRunner({
    ...run,
    seed,
    runId,
    shard,
    ...(start !== undefined && { start }),
    clock: systemClock,
    ...(run.thresholds !== undefined && { thresholds: run.thresholds.map(withoutAbort) }),
    ...(journal && { journal }),
  });
  tellEvents(runner, tell);
  const tellAccount = () => {
    const account = runner.account();
    if (account !== undefined) tell({ kind: 'account', account });
    journal?.flush();
  };
  let isOver = false;
  const tellEnd = () => {
    const account = runner.account();
    if (!isOver && account !== undefined) {
      isOver = true;
      journal?.flush();
      tell({ kind: 'ended', account });
    }
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  };
  const begun = obey(port, { runner, tell, halted: tellEnd });
  tell({ kind: 'ready' });
  await begun;
  const stopTelling = again(accountEveryMs, tellAccount);
  try {
    const summary = await runner.run();
    tellEnd();
    return summary;
  } finally {
    stopTelling();
  }
}

/** Does as it is told; resolves at `begin`, rejects when it is told to halt before. */
function obey(
  port: MessagePort,
  {
    runner,
    tell,
    halted,
  }: { readonly runner: ScenarioRunner; readonly tell: (message: WorkerMessage) => void; readonly halted: () => void },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  port.on('message', (order: WorkerOrder) => {
    switch (order.kind) {
      case 'begin':
        resolve();
        break;
      case 'stop':
        runner.stop(order.reason);
        break;
      case 'halt':
        reject(new RushhourError('run_state', { message: 'The run was ended before it began.' }));
        runner.halt(order.reason);
        halted();
        break;
      case 'pause':
        runner.pause();
        break;
      case 'resume':
        runner.resume();
        break;
      case 'setRate':
        runner.setRate(order.factor);
        break;
      case 'reload':
        runner.reload(order.options).then(
          () => tell({ kind: 'reloaded', refusal: undefined }),
          (error: unknown) =>
            tell({ kind: 'reloaded', refusal: refusalOf(error) ?? { code: 'internal', message: String(error), hint: undefined } }),
        );
        break;
    }
  });
  return promise;
}

/** One part of a run cannot judge all of it: those who see every part end the run. */
function withoutAbort(threshold: string | ThresholdOptions): string | ThresholdOptions {
  return typeof threshold === 'string' ? threshold : { ...threshold, abortOnFail: false };
}

function tellEvents(runner: ScenarioRunner, tell: (message: WorkerMessage) => void): void {
  runner.on('runStart', ({ run, users }) => tell({ kind: 'started', run, users }));
  runner.on('phase', ({ phase, reason }) => tell({ kind: 'phase', phase, reason }));
  runner.on('warning', ({ message }) => tell({ kind: 'warning', message }));
  runner.on('reload', ({ scenarios, problems }) => tell({ kind: 'reload', scenarios, problems }));
}

function again(everyMs: number, callback: () => void): () => void {
  let timer = systemClock.setTimer(everyMs, function tick() {
    callback();
    timer = systemClock.setTimer(everyMs, tick);
  });
  return () => timer.cancel();
}
