import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenLengths } from './even-lengths.ts';

test('parts add up, none is too long, and none is much shorter than another', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 5000 }), (total, longest) => {
      const lengths = [...evenLengths(total, longest)];
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(total);
      expect(lengths).toHaveLength(Math.ceil(total / longest));
      if (total === 0) return;
      expect(Math.max(...lengths)).toBeLessThanOrEqual(longest);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    }),
  );
});
