import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resample } from './resample.ts';

test('sums are joined, or shared evenly', () => {
  expect(resample([1, 2, 3, 4], 2)).toEqual([3, 7]);
  expect(resample([6, 2], 4)).toEqual([3, 3, 1, 1]);
  expect(resample([1, 1, 1], 2)).toEqual([1.5, 1.5]);
});

test('nothing is lost or added, whatever the number of intervals', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 300 }), (given, count) => {
      const total = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);
      const result = resample(given, count);
      expect(result).toHaveLength(count);
      expect(total(result)).toBeCloseTo(total(given), 3);
    }),
  );
});
