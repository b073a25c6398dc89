import { expect, test } from 'vitest';
import type { ProfileSummary } from '@rushhour/core';
import { plainPaint } from '../text/paint.ts';
import { profileLines } from './profile-lines.ts';
import { createProfileRates } from './profile-rates.ts';

const durations = { mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, max: 0 };
const profile = (scheduled: number, busy = 0): ProfileSummary => ({
  scheduled,
  dropped: { busy },
  started: scheduled - busy,
  ok: scheduled - busy,
  failed: 0,
  interrupted: 0,
  bytesSent: 0,
  bytesReceived: 0,
  durationMs: durations,
  responseMs: durations,
});

test('rates are those of the last ten seconds', () => {
  const read = createProfileRates();
  expect(read({ durationMs: 500, byProfile: { alice: profile(1) } })).toEqual([{ name: 'alice', intended: 120, achieved: 120 }]);
  for (let second = 1; second <= 20; second += 1) read({ durationMs: second * 1000, byProfile: { alice: profile(second) } });
  expect(read({ durationMs: 30_000, byProfile: { alice: profile(40, 5) } })).toEqual([{ name: 'alice', intended: 120, achieved: 90 }]);
});

test('profiles are shown in the order of the plan, the busiest only', () => {
  const rates = Array.from({ length: 12 }, (_, index) => ({ name: `p${index}`, intended: index, achieved: index }));
  const lines = profileLines(rates, { isOpen: true, paint: plainPaint });
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe('p2     2.0 of 2.0/min');
  expect(lines.at(-1)).toBe('and 2 more');
});

test('one closed profile has nothing to show', () => {
  expect(profileLines([{ name: 'visitor', intended: 5, achieved: 5 }], { isOpen: false, paint: plainPaint })).toEqual([]);
});
