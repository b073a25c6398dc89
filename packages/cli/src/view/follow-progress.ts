import { createHistogram, type RunnerEvents, type RunPhase } from '@rushhour/core';
import type { FailureCount, RunProgress } from './run-progress.ts';

/** The part of a runner a view listens to. */
export interface EventSource {
  on<Name extends keyof RunnerEvents>(event: Name, listener: RunnerEvents[Name]): () => void;
}

/** Follows a run by its events. */
export interface ProgressFollower {
  /** Where the run stands; call it a few times a second, each call also ages the rates. */
  progress(nowMs: number): RunProgress;
  /** Ends the listening. */
  close(): void;
}

/** How many seconds of rates are kept. */
const keptSeconds = 60;

/** How many kinds of failure are told apart. */
const keptFailures = 100;

/** Counts what a run does; memory is bounded whatever it does. `startMs` and `nowMs` are of one clock. */
export function followProgress(source: EventSource, startMs: number): ProgressFollower {
  const latencies = createHistogram();
  const failures = new Map<string, { readonly action: FailureCount['action']; readonly type: string; count: number }>();
  const rates: number[] = [];
  let phase: RunPhase = 'ready';
  let users = 0;
  let plays = 0;
  let started = 0;
  let ok = 0;
  let failed = 0;
  let interrupted = 0;
  let secondsSeen = 0;
  let startedBefore = 0;

  const closers = [
    source.on('runStart', (event) => {
      users = event.users;
    }),
    source.on('phase', (event) => {
      phase = event.phase;
    }),
    source.on('playEnd', () => {
      plays += 1;
    }),
    source.on('actionStart', () => {
      started += 1;
    }),
    source.on('actionEnd', (event) => {
      latencies.record(event.durationMs);
      if (event.outcome === 'ok') ok += 1;
      else if (event.outcome === 'interrupted') interrupted += 1;
      else {
        failed += 1;
        const type = event.error ?? 'failed';
        const key = `${event.action} ${type}`;
        const known = failures.get(key);
        if (known !== undefined) known.count += 1;
        else if (failures.size < keptFailures) failures.set(key, { action: event.action, type, count: 1 });
      }
    }),
  ];

  return {
    progress(nowMs) {
      const elapsedMs = Math.max(0, nowMs - startMs);
      const seconds = Math.floor(elapsedMs / 1000);
      if (seconds > secondsSeen) {
        const rate = (started - startedBefore) / (seconds - secondsSeen);
        for (let second = Math.max(secondsSeen, seconds - keptSeconds); second < seconds; second += 1) rates.push(rate);
        rates.splice(0, Math.max(0, rates.length - keptSeconds));
        secondsSeen = seconds;
        startedBefore = started;
      }
      return {
        phase,
        elapsedMs,
        users,
        plays,
        started,
        ok,
        failed,
        interrupted,
        rates: [...rates],
        p50: latencies.percentile(0.5),
        p95: latencies.percentile(0.95),
        p99: latencies.percentile(0.99),
        failures: [...failures.values()].sort((a, b) => b.count - a.count),
      };
    },
    close() {
      for (const close of closers) close();
    },
  };
}
