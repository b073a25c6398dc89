import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideByLargestRemainder } from './largest-remainder.ts';

test('the parts add up to the total and each is within one of its exact share', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (total, shares) => {
      const sum = shares.reduce((all, share) => all + share, 0);
      fc.pre(sum > 0);
      const parts = divideByLargestRemainder(total, shares);
      expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
      parts.forEach((part, index) => expect(Math.abs(part - (total * (shares[index] ?? 0)) / sum)).toBeLessThan(1));
    }),
  );
});

test('of equal shares the first get what is left', () => {
  expect(divideByLargestRemainder(10, [1, 1, 1, 1])).toEqual([3, 3, 2, 2]);
});
