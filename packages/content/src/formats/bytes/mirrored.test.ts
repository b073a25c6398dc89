import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mirrored } from './mirrored.ts';

test('every byte has its bits the other way round, and twice is as before', () => {
  expect([...mirrored(Uint8Array.of(0b1, 0b11, 0b1010_0000, 255, 0b1000_0010))]).toEqual([
    0b1000_0000, 0b1100_0000, 0b101, 255, 0b100_0001,
  ]);
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(mirrored(mirrored(bytes))).toEqual(bytes);
    }),
  );
});
