import { expect, test } from 'vitest';
import { createPlainView } from './plain-view.ts';
import type { RunProgress } from './run-progress.ts';

const at = (elapsedMs: number, more: Partial<RunProgress> = {}): RunProgress => ({
  phase: 'running',
  elapsedMs,
  users: 2,
  plays: 0,
  started: 1200,
  ok: 1190,
  failed: 10,
  interrupted: 0,
  rates: [39.5],
  p50: 2,
  p95: 8,
  p99: 12,
  failures: [],
  ...more,
});

test('writes a line every ten seconds and at each change of phase', () => {
  let text = '';
  const view = createPlainView({ write: (part) => (text += part) });
  for (let second = 0; second <= 25; second += 1) view.update(at(second * 1000));
  view.update(at(26_000, { phase: 'draining' }));
  view.update(at(27_000, { phase: 'draining' }));
  view.update(at(28_000, { phase: 'aborting', interrupted: 3 }));
  view.close();
  expect(text).toMatchInlineSnapshot(`
    "10 s  1,200 actions  39.5/s  ok 1,190  failed 10  p50 2.0 ms  p95 8.0 ms  p99 12 ms
    20 s  1,200 actions  39.5/s  ok 1,190  failed 10  p50 2.0 ms  p95 8.0 ms  p99 12 ms
    26 s  draining  1,200 actions  39.5/s  ok 1,190  failed 10  p50 2.0 ms  p95 8.0 ms  p99 12 ms
    28 s  aborting  1,200 actions  39.5/s  ok 1,190  failed 10  interrupted 3  p50 2.0 ms  p95 8.0 ms  p99 12 ms
    "
  `);
});

test('a long gap gives one line, not many', () => {
  let lines = 0;
  const view = createPlainView({ write: () => (lines += 1) });
  view.update(at(95_000));
  view.update(at(96_000));
  expect(lines).toBe(1);
});
