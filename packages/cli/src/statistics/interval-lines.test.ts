import { expect, test } from 'vitest';
import type { IntervalFigures } from '@rushhour/core';
import { plainPaint } from '../text/paint.ts';
import { intervalLines } from './interval-lines.ts';

const figures = (started: number, failed: number, busy: number): IntervalFigures => ({
  scheduled: started + busy,
  started,
  ok: started - failed,
  failed,
  interrupted: 0,
  injected: 0,
  dropped: busy > 0 ? { busy } : {},
  bytesSent: started * 10,
  bytesReceived: started * 1000,
  durationMs: { p50: 2.1, p95: 8, p99: 12.4 },
});
const interval = { fromMs: 300_000, toMs: 600_000 };

test('a line for each profile and one for all tell what was achieved of what was intended', () => {
  const byProfile = { 'alice-dev': figures(590, 2, 10), 'henry-ops': figures(1500, 0, 0) };
  expect(intervalLines({ ...interval, total: figures(2090, 2, 10), byProfile }, plainPaint).join('\n')).toMatchInlineSnapshot(`
    "10 min 00 s  alice-dev  118/120 per min    ok 588  failed 2  dropped 10  p50 2.1 ms  p95 8.0 ms  p99 12 ms   5.9 KB sent, 590 KB received
    10 min 00 s  henry-ops      300 per min  ok 1,500  failed 0   dropped 0  p50 2.1 ms  p95 8.0 ms  p99 12 ms  15.0 KB sent, 1.5 MB received
    10 min 00 s  total      418/420 per min  ok 2,088  failed 2  dropped 10  p50 2.1 ms  p95 8.0 ms  p99 12 ms  20.9 KB sent, 2.1 MB received"
  `);
});

test('failures that were asked for are told apart', () => {
  const total = { ...figures(10, 3, 0), injected: 2 };
  expect(intervalLines({ ...interval, total, byProfile: {} }, plainPaint).join('')).toContain('failed 3 (2 injected)');
});

test('with one profile the total says it all', () => {
  const one = figures(5, 0, 0);
  const lines = intervalLines({ ...interval, total: one, byProfile: { visitor: one } }, plainPaint);
  expect(lines.map((line) => line.split('  ')[1])).toEqual(['total']);
});
