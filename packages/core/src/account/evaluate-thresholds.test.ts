import { describe, expect, test } from 'vitest';
import { recordAccount, type RecordedArrival } from '../../test/record-account.ts';
import type { Threshold } from '../plan/threshold.ts';
import { parseThreshold } from '../plan/parse-threshold.ts';
import { evaluateThresholds } from './evaluate-thresholds.ts';
import { summariseAccount } from './summarise-account.ts';

function threshold(check: string): Threshold {
  const { value } = parseThreshold(check);
  if (value === undefined) throw new Error(`"${check}" is no threshold`);
  return value;
}

const arrivals: readonly RecordedArrival[] = [
  ...Array.from({ length: 90 }, (_, index): RecordedArrival => ({ profile: 'alice', durationMs: index + 1, latenessMs: 5 })),
  {
    profile: 'bob',
    action: 'upload',
    step: 'photo v1.2',
    scenario: 'share',
    plugin: 's3',
    durationMs: 400,
    outcome: 'failed',
    error: 'timeout',
  },
  { profile: 'bob', action: 'upload', step: 'photo v1.2', scenario: 'share', plugin: 's3', durationMs: 300 },
  ...Array.from({ length: 8 }, (): RecordedArrival => ({ profile: 'bob', drop: 'busy' })),
];
const account = recordAccount(arrivals, { durationMs: 30_000 });

describe('a threshold is compared with', () => {
  test.each([
    ['p95 < 300ms', 87.552, true],
    ['open.p50 <= 44ms', 44.8, false],
    ['open.mean < 46ms', 45.5, true],
    ['upload.max < 0.4s', 400, false],
    ['upload.max <= 0.4s', 400, true],
    ['photo v1.2.p99 < 1s', 399.36, true],
    ['share.p50 < 1s', 301.056, true],
    ['alice.max < 1s', 90, true],
    ['s3.failed < 1', 1, false],
    ['failed < 1%', 1.087, false],
    ['failed < 2%', 1.087, true],
    ['bob.failed <= 50%', 50, true],
    ['dropped < 10', 8, true],
    ['dropped < 5%', 8, false],
    ['achieved > 95%', 92, false],
    ['alice.achieved >= 100%', 100, true],
    ['bob.achieved > 50%', 20, false],
    ['rate >= 184/min', 184, true],
    ['rate >= 3/s', 3.067, true],
    ['lateness.p99 < 25ms', 5, true],
  ])('%s is %d', (check, value, passed) => {
    const [result] = evaluateThresholds([threshold(check)], account);
    expect(result).toEqual({ check, value, passed });
  });
});

test('where nothing was recorded there is no value, and it is not met', () => {
  const checks = ['nobody.p95 < 300ms', 'constructor.p95 < 300ms', 'constructor.achieved > 1%', 'follow.failed < 1%', 'open.achieved > 1%'];
  expect(evaluateThresholds(checks.map(threshold), account)).toEqual(checks.map((check) => ({ check, value: null, passed: false })));
  const empty = recordAccount([]);
  for (const check of ['failed < 1%', 'p95 < 1s', 'achieved > 1%', 'dropped < 1', 'rate < 1/s', 'lateness.max < 1s']) {
    expect(evaluateThresholds([threshold(check)], empty)).toEqual([{ check, value: null, passed: false }]);
  }
});

test('failures that were asked for are left out', () => {
  const injected = recordAccount([{ outcome: 'failed', injected: true }, { outcome: 'failed' }, {}, {}, {}]);
  expect(evaluateThresholds([threshold('failed <= 25%'), threshold('failed < 2')], injected)).toEqual([
    { check: 'failed <= 25%', value: 25, passed: true },
    { check: 'failed < 2', value: 1, passed: true },
  ]);
  expect(summariseAccount(injected).actions).toMatchObject({ failed: 2, injected: 1 });
});

test('the summary holds how they came out', () => {
  const { thresholds } = summariseAccount({ ...account, thresholds: [threshold('dropped < 10%')] });
  expect(thresholds).toEqual([{ check: 'dropped < 10%', value: 8, passed: true }]);
});
