import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import { openRecipe } from '../../index.ts';

const size = 5 * 1024 ** 3;

/** A file of which only the beginning and the end were kept. */
class EndsReader extends RandomAccessReader {
  readonly #first: Buffer;
  readonly #last: Buffer;

  constructor(first: Buffer, last: Buffer) {
    super();
    this.#first = first;
    this.#last = last;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const lastFrom = size - this.#last.length;
    return Readable.from([start >= lastFrom ? this.#last.subarray(start - lastFrom, end - lastFrom) : this.#first.subarray(start, end)]);
  }
}

test('a zip of 5 GiB has exactly that size, and a reader finds its way by the fields of 64 bits', { timeout: 180_000 }, async () => {
  let made = 0;
  let first: Uint8Array | undefined;
  let last: readonly Uint8Array[] = [];
  for await (const chunk of openRecipe(`zip:${size}@ab`).stream()) {
    first ??= chunk;
    last = [...last.slice(-3), chunk];
    made += chunk.length;
  }
  expect(made).toBe(size);
  const zip = await fromRandomAccessReaderPromise(new EndsReader(Buffer.from(first ?? []), Buffer.concat(last)), size);
  const sizes: number[] = [];
  for await (const entry of zip.eachEntry()) {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    sizes.push(entry.uncompressedSize);
    expect(fileDataStart).toBeLessThan(10_000);
  }
  expect(sizes).toHaveLength(3);
  expect(sizes[2]).toBeGreaterThan(0xffffffff);
});
