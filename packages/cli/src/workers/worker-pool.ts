import { EventEmitter } from 'node:events';
import { RushhourError, summariseAccount, watchThresholds, type Clock, type RunSummary, type Timer } from '@rushhour/core';
import type { JournalFile } from '../journal-file.ts';
import type { RunnerFace } from '../run/runner-face.ts';
import { underWayIn } from './settle-account.ts';
import { formatPlural } from '../text/format.ts';
import { createWorkerParts, errorOf } from './worker-parts.ts';
import { workerShards } from './worker-shards.ts';
import type { WorkerThread } from './worker-thread.ts';

/** What plays a run on worker threads. */
export interface WorkerPoolOptions {
  /** At most: somebody who has nobody to play is not started. */
  readonly workers: number;
  readonly seed: string;
  /** What this process plays, `i/n`. */
  readonly shard: string;
  /** Whether each threshold of the plan ends the run. */
  readonly aborting: readonly boolean[];
  readonly clock: Clock;
  readonly journal?: JournalFile | undefined;
  /** Tells how many users this process plays, or rejects with what is wrong, before any thread is started. */
  readonly check: () => Promise<number>;
  readonly startThread: (shard: string) => WorkerThread;
}

/** Plays a run on worker threads that look like one runner. Their accounts come once a second, and are added up when somebody asks. */
export function createWorkerPool({ workers, seed, shard, aborting, clock, journal, check, startThread }: WorkerPoolOptions): RunnerFace {
  const events = new EventEmitter();
  const parts = createWorkerParts({
    seed,
    shard,
    clock,
    journal,
    known(first) {
      const thresholds = first.thresholds.map((one, index) => ({ ...one, abortOnFail: aborting[index] === true }));
      watch = watchThresholds(thresholds, { clock, account: () => parts.account() ?? first, stop });
    },
    emit: (name, ...event) => events.emit(name, ...event),
  });
  let watch: Timer | undefined;
  let stopReason: string | undefined;
  let isPaused = false;
  let rate = 1;

  const summary = (): RunSummary | undefined => {
    const account = parts.account();
    return account && summariseAccount(account);
  };
  const stop = (reason = 'asked to stop') => {
    if (stopReason !== undefined) return;
    stopReason = reason;
    parts.tellAll({ kind: 'stop', reason });
  };

  return {
    on(name, listener) {
      events.on(name, listener);
      return () => events.off(name, listener);
    },
    get phase() {
      return parts.phase;
    },
    get underWay() {
      const account = parts.account();
      return account === undefined ? 0 : underWayIn(account);
    },
    get isBroken() {
      return parts.isBroken;
    },
    get isPaused() {
      return isPaused;
    },
    get rate() {
      return rate;
    },
    account: () => parts.account(),
    summary,
    stop,
    async run({ signal } = {}) {
      const users = await check();
      const enough = Math.max(1, Math.min(workers, users));
      if (enough < workers) {
        const message = `${formatPlural(users, 'user')}: ${enough} of ${workers} workers ${enough === 1 ? 'is' : 'are'} enough.`;
        events.emit('warning', { message });
      }
      const onAbort = () => stop('signal');
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted === true) onAbort();
      try {
        const over = parts.play(workerShards(shard, enough).map(startThread));
        // One that was told while there was nobody to pass it on to.
        if (stopReason !== undefined) parts.tellAll({ kind: 'stop', reason: stopReason });
        await over;
      } finally {
        watch?.cancel();
        signal?.removeEventListener('abort', onAbort);
      }
      const last = summary();
      if (last === undefined) throw new RushhourError('internal', { message: 'No worker thread gave an account of itself.' });
      events.emit('runEnd', last);
      return last;
    },
    halt(reason = 'asked to stop at once') {
      stopReason ??= reason;
      parts.halt(reason);
    },
    pause() {
      isPaused = true;
      parts.tellAll({ kind: 'pause' });
    },
    resume() {
      isPaused = false;
      parts.tellAll({ kind: 'resume' });
    },
    setRate(factor) {
      rate = factor;
      parts.tellAll({ kind: 'setRate', factor });
    },
    async reload(reloaded) {
      const refusal = (await parts.askAll({ kind: 'reload', options: reloaded })).find((answer) => answer !== undefined);
      if (refusal !== undefined) throw errorOf(refusal);
    },
  };
}
