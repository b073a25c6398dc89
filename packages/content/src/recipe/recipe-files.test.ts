import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openRecipe, verifyRecipe } from '../index.ts';

async function bytesOf(recipe: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of openRecipe(recipe).stream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a file from its recipe', () => {
  test('says what it is', () => {
    expect(openRecipe('json:1234@ab')).toMatchObject({ name: 'ab.json', type: 'application/json', size: 1234, recipe: 'json:1234@ab' });
  });

  test('may be read as often as wanted', async () => {
    const file = openRecipe('zip:300KB@ab');
    const read = async () => {
      let size = 0;
      for await (const chunk of file.stream()) size += chunk.length;
      return size;
    };
    expect([await read(), await read()]).toEqual([300_000, 300_000]);
  });

  test('is made only as far as it is read, and lets other work have its turn', async () => {
    let turns = 0;
    const count = () => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    let size = 0;
    for await (const chunk of openRecipe('zip:5GiB@ab').stream()) {
      size += chunk.length;
      if (size > 64 * 1024 * 1024) break;
    }
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(60);
  });

  test('may be 5 GiB large', () => {
    const file = openRecipe('zip:5GiB@ab');
    expect(file.size).toBe(5 * 1024 ** 3);
    expect(() => openRecipe('zip:5368709121@ab')).toThrowError(expect.objectContaining({ code: 'content_invalid' }));
  });

  test('of a word that is no recipe is refused', () => {
    for (const text of ['', 'zip', 'zip:1MB', 'nope:1MB@ab', 'image:1MB@ab', 'zip:1MB@AB', `zip:1MB@${'a'.repeat(33)}`]) {
      expect(() => openRecipe(text)).toThrowError(expect.objectContaining({ code: 'content_invalid' }));
    }
  });
});

describe('verifying a download against its recipe', () => {
  const recipe = 'tar.gz:200000@9f86d081';

  test('the same bytes pass, however they are cut', async () => {
    const bytes = await bytesOf(recipe);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: bytes.length })), (cuts) => {
        const verifier = verifyRecipe(recipe);
        const ends = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        for (const [index, end] of ends.entries()) verifier.push(bytes.subarray(ends[index - 1] ?? 0, end));
        verifier.end();
      }),
      { numRuns: 30 },
    );
  });

  test('one byte that differs is found and named', async () => {
    const bytes = await bytesOf(recipe);
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        fc.integer({ min: 1000, max: 70_000 }),
        (at, change, piece) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ change;
          const verifier = verifyRecipe(recipe);
          expect(() => {
            for (let from = 0; from < changed.length; from += piece) verifier.push(changed.subarray(from, from + piece));
          }).toThrowError(
            expect.objectContaining({ code: 'checksum_mismatch', message: `The download is not "${recipe}": byte ${at} differs.` }),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  test('what is cut short or goes on is found', async () => {
    const bytes = await bytesOf(recipe);
    const short = verifyRecipe(recipe);
    short.push(bytes.subarray(0, 1234));
    expect(() => short.end()).toThrowError(/ends after 1234 of 200000 bytes/);
    const long = verifyRecipe(recipe);
    long.push(bytes);
    expect(() => long.push(Buffer.of(0))).toThrowError(/goes on after 200000 bytes/);
  });
});
