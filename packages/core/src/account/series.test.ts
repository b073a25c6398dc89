import { expect, test } from 'vitest';
import { createSeries } from './series.ts';

const ok = { outcome: 'ok', durationMs: 20, responseMs: 25, bytesSent: 0, bytesReceived: 100 } as const;

test('tells what was intended, started and dropped in each ten seconds', () => {
  const series = createSeries({ users: () => 3, startedAt: 1000 });
  series.arrive();
  series.start(1000);
  series.end(1020, ok);
  series.arrive();
  series.drop('busy', 10_999);
  series.arrive();
  series.start(31_000);
  const points = series.points(31_500);
  expect(points.map(({ at, scheduled, started, ok: done, dropped }) => ({ at, scheduled, started, done, dropped }))).toEqual([
    { at: 0, scheduled: 2, started: 1, done: 1, dropped: { busy: 1 } },
    { at: 10, scheduled: 0, started: 0, done: 0, dropped: {} },
    { at: 20, scheduled: 0, started: 0, done: 0, dropped: {} },
    { at: 30, scheduled: 1, started: 1, done: 0, dropped: {} },
  ]);
  expect(points[0]).toMatchObject({ users: 3, bytesReceived: 100, durations: { count: 1, maxMs: 20 } });
});

test('keeps the last hour', () => {
  const series = createSeries({ users: () => 0, startedAt: 0 });
  series.start(0);
  const points = series.points(2 * 3_600_000);
  expect([points.length, points[0]?.at, points.at(-1)?.at]).toEqual([361, 3600, 7200]);
});
