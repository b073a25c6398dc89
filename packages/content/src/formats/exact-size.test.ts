import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createContentSeed } from '../seed/content-seed.ts';
import { formats } from './formats.ts';

function countBytes(extension: string, size: number, seed: string): number {
  let bytes = 0;
  for (const piece of formats.get(extension)?.chunks(size, createContentSeed(seed)) ?? []) bytes += piece.length;
  return bytes;
}

describe.each([...formats.values()])('$extension', ({ extension, minimumBytes }) => {
  test('every size up to 100 KB comes out exactly, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: minimumBytes, max: 100_000 }), fc.stringMatching(/^[0-9a-f]{1,16}$/), (size, seed) => {
        expect(countBytes(extension, size, seed)).toBe(size);
      }),
      { numRuns: 60 },
    );
  });

  test('the smallest file comes out exactly, whatever the seed', () => {
    for (let seed = 0; seed < 100; seed += 1) expect(countBytes(extension, minimumBytes, seed.toString(16))).toBe(minimumBytes);
  });
});

test('a film of 300 MB comes out exactly', () => {
  expect(countBytes('mp4', 300_000_001, 'ab')).toBe(300_000_001);
});
