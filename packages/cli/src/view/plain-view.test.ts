import { expect, test } from 'vitest';
import { plainLine } from './plain-view.ts';
import type { RunProgress } from './run-progress.ts';

const progress: RunProgress = {
  phase: 'running',
  elapsedMs: 30_100,
  users: 2,
  plays: 0,
  started: 1200,
  ok: 1190,
  failed: 10,
  injected: 0,
  interrupted: 0,
  rates: [39.5],
  p50: 2,
  p95: 8,
  p99: 12,
  failures: [],
  dropped: 0,
  profiles: [],
  isOpen: false,
  isPaused: false,
  rate: 1,
};

test('a line tells time, rate, outcomes and latencies', () => {
  expect(plainLine(progress)).toMatchInlineSnapshot(
    `"30 s  1,200 actions  39.5/s  ok 1,190  failed 10  p50 2.0 ms  p95 8.0 ms  p99 12 ms"`,
  );
});

test('failures that were asked for are told apart', () => {
  expect(plainLine({ ...progress, injected: 4 })).toContain('  failed 10 (4 injected)  ');
});

test('a stop shows its phase and what it cut', () => {
  expect(plainLine({ ...progress, phase: 'aborting', interrupted: 3, rates: [] })).toMatchInlineSnapshot(
    `"30 s  aborting  1,200 actions  39.9/s  ok 1,190  failed 10  interrupted 3  p50 2.0 ms  p95 8.0 ms  p99 12 ms"`,
  );
});
