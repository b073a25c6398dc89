import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBitWriter } from './bit-writer.ts';

const numbers = fc.array(
  fc.integer({ min: 1, max: 24 }).chain((count) => fc.record({ count: fc.constant(count), value: fc.nat(2 ** count - 1) })),
  { maxLength: 50 },
);

test('the bits stand behind one another, each number from its most significant bit on', () => {
  fc.assert(
    fc.property(numbers, fc.constantFrom(0 as const, 1 as const), (written, filler) => {
      const bits = createBitWriter();
      for (const { value, count } of written) bits.write(value, count);
      const text = written.map(({ value, count }) => value.toString(2).padStart(count, '0')).join('');
      const read = [...bits.finish(filler)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      expect(read).toBe(text.padEnd(Math.ceil(text.length / 8) * 8, String(filler)));
    }),
  );
});
