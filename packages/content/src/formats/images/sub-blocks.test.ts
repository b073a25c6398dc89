import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createContentSeed } from '../../seed/content-seed.ts';
import { subBlocks, subBlocksOfBallast } from './sub-blocks.ts';

/** The lengths of the blocks of a whole chain. */
function read(chain: Uint8Array): readonly number[] {
  const lengths: number[] = [];
  let at = 0;
  while (chain[at] !== 0) {
    const length = chain[at] ?? 0;
    lengths.push(length);
    at += 1 + length;
  }
  expect(at).toBe(chain.length - 1);
  return lengths;
}

test('ballast of any length is one chain of blocks with one end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 3000 }), (total) => {
      const chain = Buffer.concat([...subBlocksOfBallast(createContentSeed('ab').bytes(), total)]);
      expect(chain).toHaveLength(total);
      read(chain);
    }),
  );
});

test('data is cut into blocks of 255 bytes', () => {
  expect(read(subBlocks(Buffer.alloc(600, 7)))).toEqual([255, 255, 90]);
});
