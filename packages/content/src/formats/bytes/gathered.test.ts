import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

test('the bytes stay the same in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(100), fc.integer({ min: 30_000, max: 40_000 })), { maxLength: 30 }), (lengths) => {
      const pieces = lengths.map((length, index) => Buffer.alloc(length, index));
      expect(Buffer.concat([...gathered(pieces)]).equals(Buffer.concat(pieces))).toBe(true);
    }),
  );
});

test('many small pieces become few, and large ones are not copied', () => {
  const large = Buffer.alloc(50_000);
  const pieces = [...gathered([...Array.from({ length: 1000 }, () => Buffer.alloc(10)), large])];
  expect(pieces.map(({ length }) => length)).toEqual([10_000, 50_000]);
  expect(pieces[1]).toBe(large);
});
