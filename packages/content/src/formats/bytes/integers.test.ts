import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bigEndian, littleEndian } from './integers.ts';

test('numbers above 32 bits are whole', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(littleEndian(value, 8).readBigUInt64LE()).toBe(BigInt(value));
      expect(bigEndian(value, 8).readBigUInt64BE()).toBe(BigInt(value));
    }),
  );
});

test('a number has the bytes that were asked for', () => {
  expect([...littleEndian(0x010203, 3)]).toEqual([3, 2, 1]);
  expect([...bigEndian(0x010203, 3)]).toEqual([1, 2, 3]);
});
