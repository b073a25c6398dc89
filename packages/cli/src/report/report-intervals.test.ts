import { expect, test } from 'vitest';
import type { SeriesPoint } from '@rushhour/core';
import { reportIntervals } from './report-intervals.ts';

const point = (at: number, started: number): SeriesPoint => ({
  at,
  scheduled: started,
  started,
  dropped: { busy: 1 },
  ok: started,
  failed: 0,
  p50: at + 1,
  p99: at + 2,
  bytesReceived: 0,
  users: 1,
});

test('the last interval ends with the run', () => {
  expect(reportIntervals({ durationMs: 15_000, series: [point(0, 5), point(10, 5)] }).map(({ seconds }) => seconds)).toEqual([10, 5]);
});

test('a very short last interval is joined to the one before', () => {
  expect(reportIntervals({ durationMs: 10_500, series: [point(0, 5), point(10, 3)] })).toEqual([
    { ...point(0, 8), dropped: { busy: 2 }, p50: 11, p99: 12, seconds: 10.5 },
  ]);
});

test('an interval without any time is none', () => {
  expect(reportIntervals({ durationMs: 0, series: [point(0, 0)] })).toEqual([]);
});
