import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1d', 86_400_000],
  ['1.5s', 1500],
  ['0', 0],
  [250, 250],
])('%j is %d ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', '5', '-1s', '1e3s', '.inf', 's', '1s2', '1S', 'Infinity', null, Number.NaN, Number.POSITIVE_INFINITY, -1])(
  '%j is no duration',
  (value) => {
    expect(parseDuration(value)).toBeUndefined();
  },
);

test('whatever is read is finite and not negative', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.anything()), (value) => {
      const duration = parseDuration(value);
      expect(duration === undefined || (Number.isFinite(duration) && duration >= 0)).toBe(true);
    }),
  );
});
