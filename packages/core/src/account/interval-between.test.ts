import { expect, test } from 'vitest';
import { recordAccount, type RecordedArrival } from '../../test/record-account.ts';
import { intervalBetween } from './interval-between.ts';

const early: readonly RecordedArrival[] = [
  { profile: 'alice', durationMs: 500, bytes: 10 },
  { profile: 'alice', drop: 'busy' },
];
const late: readonly RecordedArrival[] = [
  { profile: 'alice', durationMs: 20, bytes: 7 },
  { profile: 'alice', durationMs: 20, outcome: 'failed', error: 'timeout' },
  { profile: 'alice', drop: 'paused' },
  { profile: 'bob', durationMs: 80, latenessMs: 4 },
  { profile: 'bob', outcome: 'under way' },
];

test('tells what happened between two looks at a run, percentiles included', () => {
  const before = recordAccount(early, { durationMs: 1000 });
  const after = recordAccount([...early, ...late], { durationMs: 6000 });
  const { fromMs, toMs, total, byProfile } = intervalBetween(before, after);
  expect([fromMs, toMs]).toEqual([1000, 6000]);
  expect(total).toMatchObject({ scheduled: 5, started: 4, ok: 2, failed: 1, interrupted: 0, dropped: { paused: 1 }, bytesReceived: 7 });
  expect(byProfile['alice']).toMatchObject({ scheduled: 3, started: 2, ok: 1, failed: 1, dropped: { paused: 1 }, bytesSent: 7 });
  expect(byProfile['bob']).toMatchObject({ scheduled: 2, started: 2, ok: 1, dropped: {} });
  expect(byProfile['alice']?.durationMs.p99).toBeCloseTo(20, 0);
  expect(byProfile['bob']?.durationMs.p50).toBeCloseTo(80, 0);
});

test('without an earlier look it tells of the run so far', () => {
  const after = recordAccount(early, { durationMs: 1000 });
  expect(intervalBetween(undefined, after)).toMatchObject({
    fromMs: 0,
    toMs: 1000,
    total: { scheduled: 2, started: 1, dropped: { busy: 1 } },
  });
});

test('an interval in which nothing happened has no latencies', () => {
  const account = recordAccount(early);
  expect(intervalBetween(account, account).total).toEqual({
    scheduled: 0,
    started: 0,
    ok: 0,
    failed: 0,
    interrupted: 0,
    injected: 0,
    dropped: {},
    bytesSent: 0,
    bytesReceived: 0,
    durationMs: { p50: 0, p95: 0, p99: 0 },
  });
});
