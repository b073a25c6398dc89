import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, philox } from './random.ts';

describe('the seed tree', () => {
  test('is Philox4x32-10: the known answers published with Random123 hold', () => {
    const hex = (block: Uint32Array) => [...block].map((word) => word.toString(16).padStart(8, '0')).join(' ');
    expect(hex(philox(0, 0, 0, 0, 0, 0))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    expect(hex(philox(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
    expect(hex(philox(0xa4093822, 0x299f31d0, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344))).toBe('d16cfe09 94fdcceb 5001e420 24126ea1');
  });

  test('has golden values: changing them is a major version', () => {
    const user = createRandom('office-2026').fork('visitor').fork(3);
    expect(user.fork('play').fork(0).fork('strategy').uint32()).toMatchInlineSnapshot(`3440015657`);
    expect(createRandom(42).uint32()).toMatchInlineSnapshot(`579162395`);
    expect(createRandom('42').fork('a').fork(1).next()).toMatchInlineSnapshot(`0.4262500931508839`);
  });

  test('a fork does not depend on what its parent or its siblings drew', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(50), fc.string(), (seed, draws, name) => {
        const fresh = createRandom(seed).fork(name).uint32();
        const used = createRandom(seed);
        for (let drawn = 0; drawn < draws; drawn += 1) used.uint32();
        used.fork('sibling').next();
        expect(used.fork(name).uint32()).toBe(fresh);
      }),
    );
  });

  test('forks by name and by number are apart, and a numeric seed equals its text', () => {
    expect(createRandom(1).fork(7).uint32()).not.toBe(createRandom(1).fork('7').uint32());
    expect(createRandom(7).uint32()).toBe(createRandom('7').uint32());
  });

  test('ten thousand forks start with ten thousand different numbers, spread evenly', () => {
    const root = createRandom('spread');
    const first = Array.from({ length: 10_000 }, (_, index) => root.fork(index).uint32());
    expect(new Set(first).size).toBe(10_000);
    const mean = first.reduce((sum, value) => sum + value / 2 ** 32, 0) / first.length;
    expect(mean).toBeCloseTo(0.5, 1);
  });

  test('below stays below and reaches every value', () => {
    const random = createRandom('dice');
    const seen = new Set(Array.from({ length: 1000 }, () => random.below(6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
