import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseThreshold } from './parse-threshold.ts';

const quiet = { abortOnFail: false, delayMs: 10_000 };

test.each([
  ['open.p95 < 300ms', { group: 'open', metric: 'p95', operator: '<', limit: 300, unit: 'ms' }],
  ['p99<=1.5s', { metric: 'p99', operator: '<=', limit: 1500, unit: 'ms' }],
  ['shop.example.max < 2s', { group: 'shop.example', metric: 'max', operator: '<', limit: 2000, unit: 'ms' }],
  [
    'open https://shop.example/a.html.mean < 1s',
    { group: 'open https://shop.example/a.html', metric: 'mean', operator: '<', limit: 1000, unit: 'ms' },
  ],
  ['a<b.p50 < 1s', { group: 'a<b', metric: 'p50', operator: '<', limit: 1000, unit: 'ms' }],
  ['failed < 1%', { metric: 'failed', operator: '<', limit: 0.01, unit: 'share' }],
  ['upload.failed <= 10', { group: 'upload', metric: 'failed', operator: '<=', limit: 10, unit: 'count' }],
  ['interrupted <= 0', { metric: 'interrupted', operator: '<=', limit: 0, unit: 'count' }],
  ['dropped < 0.5%', { metric: 'dropped', operator: '<', limit: 0.005, unit: 'share' }],
  ['achieved > 95%', { metric: 'achieved', operator: '>', limit: 0.95, unit: 'share' }],
  ['rate >= 2/s', { metric: 'rate', operator: '>=', limit: 120, unit: 'perMinute' }],
  ['lateness.p99 < 25ms', { metric: 'lateness.p99', operator: '<', limit: 25, unit: 'ms' }],
])('the threshold %j', (check, threshold) => {
  expect(parseThreshold(check)).toEqual({ value: { check, ...threshold, ...quiet } });
});

test('a threshold that ends the run waits before it is looked at', () => {
  expect(parseThreshold({ check: 'failed < 5%', abortOnFail: true, delay: '1m' }).value).toMatchObject({
    abortOnFail: true,
    delayMs: 60_000,
  });
});

test.each([
  ['open.p95 < 300', 'p95 is compared with a duration'],
  ['failed < 1.5', 'failed is compared with a share or a whole number'],
  ['failed < 101%', 'failed is compared with a share or a whole number'],
  ['achieved > 95', 'achieved is compared with a share'],
  ['rate > 5', 'rate is compared with a rate'],
  ['faild < 1%', 'what it compares is not known'],
  ['lateness.p90 < 1s', 'what it compares is not known'],
  ['< 1%', 'it does not say what is compared'],
  ['.p95 < 1s', 'there is nothing before the dot'],
  ['p95 = 1s', undefined],
  ['p95', undefined],
  ['', undefined],
  [7, undefined],
  [{ check: 'p95 < 1s', delay: 'soon' }, '`delay` is no duration'],
  [{ check: 'p95 < 1s', abortOnFail: 'yes' }, '`abortOnFail` is neither true nor false'],
])('%j is refused', (value, reason) => {
  const { refusal } = parseThreshold(value);
  expect(refusal?.hint).toEqual(expect.any(String));
  expect(refusal?.reason).toBe(reason);
});

test('whatever is written never throws, and a limit is a finite number', () => {
  const limit = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('1%', '5ms', '2/s'));
  const text = fc.tuple(fc.string(), fc.constantFrom('<', '>=', '=='), limit).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(text, (check) => {
      expect(Number.isFinite(parseThreshold(check).value?.limit ?? 0)).toBe(true);
    }),
  );
});
