import { createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { recordAccount } from '../../test/record-account.ts';
import type { Threshold } from '../plan/threshold.ts';
import type { RunAccount } from './account.ts';
import { watchThresholds } from './watch-thresholds.ts';

const failed: Threshold = {
  check: 'failed < 1%',
  metric: 'failed',
  operator: '<',
  limit: 0.01,
  unit: 'share',
  abortOnFail: true,
  delayMs: 10_000,
};

async function watch(thresholds: readonly Threshold[], account: (seconds: number) => RunAccount) {
  const clock = createVirtualClock();
  const stops: string[] = [];
  const timer = watchThresholds(thresholds, {
    clock,
    account: () => account(clock.now() / 1000),
    stop: (reason) => stops.push(`${clock.now() / 1000} s: ${reason}`),
  });
  await clock.advance(60_000);
  timer.cancel();
  return stops;
}

test('a run is ended once by a threshold that is not met when its delay is over', async () => {
  expect(await watch([failed], () => recordAccount([{ outcome: 'failed' }, {}]))).toEqual([
    '10 s: the threshold "failed < 1%" is not met: 50',
  ]);
});

test('later, when it is met until then', async () => {
  const turning = (seconds: number) => recordAccount([{ outcome: seconds > 20.5 ? 'failed' : 'ok' }]);
  expect(await watch([failed], turning)).toEqual(['21 s: the threshold "failed < 1%" is not met: 100']);
});

test('never by one that may not, nor while nothing was recorded', async () => {
  expect(await watch([{ ...failed, abortOnFail: false }], () => recordAccount([{ outcome: 'failed' }]))).toEqual([]);
  expect(await watch([failed], () => recordAccount([]))).toEqual([]);
});
