import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDecoder } from './decoder.ts';

interface DecodeOptions {
  readonly maxBytes?: number;
  readonly step?: number;
  readonly data?: (chunk: Uint8Array) => void | Promise<void>;
}

/** Pushes a body through a decoder, minding its back-pressure, and counts what comes out. */
function decode(contentEncoding: string, body: Uint8Array, { maxBytes = 1e9, step = 1000, data }: DecodeOptions = {}) {
  return new Promise<Buffer>((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let at = 0;
    const feed = () => {
      while (at < body.length) {
        const piece = body.subarray(at, at + step);
        at += step;
        if (!decoder.push(piece)) return;
      }
      decoder.end();
    };
    const decoder = createDecoder(contentEncoding, {
      maxBytes,
      data: data ?? ((chunk) => void pieces.push(chunk)),
      drain: feed,
      end: () => resolve(Buffer.concat(pieces)),
      error: reject,
    });
    feed();
  });
}

const plain = Buffer.concat([Buffer.from('people '.repeat(20_000)), randomBytes(50_000)]);

describe('a decoder', () => {
  it.each([
    ['', plain],
    ['identity', plain],
    ['gzip', gzipSync(plain)],
    ['X-GZip', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['deflate, br', brotliCompressSync(deflateRawSync(plain))],
    ['gzip, identity, gzip, gzip,gzip , gzip', [1, 2, 3, 4, 5].reduce((data) => gzipSync(data), plain)],
  ])('undoes "%s"', async (contentEncoding, body) => {
    expect((await decode(contentEncoding, body)).equals(plain)).toBe(true);
  });

  it.each([['gzip'], ['deflate'], ['br'], ['gzip, br'], ['']])('leaves an empty body in "%s" empty', async (contentEncoding) => {
    expect(await decode(contentEncoding, Buffer.alloc(0))).toHaveLength(0);
  });

  it.each([['gzip, gzip, gzip, gzip, gzip, gzip'], ['zstd'], ['gzip, nonsense'], ['__proto__']])('refuses "%s"', (contentEncoding) => {
    const quiet = { maxBytes: 1, data: () => undefined, end: () => undefined, error: () => undefined };
    expect(() => createDecoder(contentEncoding, quiet)).toThrow(expect.objectContaining({ code: 'decode_error' }));
  });

  it.each([
    ['gzip', plain],
    ['gzip', gzipSync(plain).subarray(0, 20_000)],
    ['br', Buffer.from('nonsense, not brotli')],
    ['deflate', Buffer.from('nonsense, not deflate')],
    ['br, gzip', gzipSync(plain)],
  ])('fails with decode_error when the body is not valid "%s"', async (contentEncoding, body) => {
    await expect(decode(contentEncoding, body)).rejects.toMatchObject({ code: 'decode_error' });
  });

  it('hands out exactly as much as the cap allows', async () => {
    expect(await decode('gzip', gzipSync(plain), { maxBytes: plain.length })).toHaveLength(plain.length);
    await expect(decode('gzip', gzipSync(plain), { maxBytes: plain.length - 1 })).rejects.toMatchObject({ code: 'body_too_large' });
    await expect(decode('', plain, { maxBytes: plain.length - 1 })).rejects.toMatchObject({ code: 'body_too_large' });
  });

  it.each([
    ['gzip', gzipSync(plain)],
    ['', plain],
  ])('of "%s" waits for a slow receiver, piece by piece', async (contentEncoding, body) => {
    let isBusy = false;
    const pieces: Uint8Array[] = [];
    await decode(contentEncoding, body, {
      async data(chunk) {
        expect(isBusy).toBe(false);
        isBusy = true;
        await new Promise(setImmediate);
        pieces.push(chunk);
        isBusy = false;
      },
    });
    expect(Buffer.concat(pieces).equals(plain)).toBe(true);
  });

  it.each([['gzip'], ['']])('of "%s" hands no empty piece out', async (contentEncoding) => {
    const sizes: number[] = [];
    const empty = Buffer.alloc(0);
    const decoder = createDecoder(contentEncoding, {
      maxBytes: 10,
      data: async (chunk) => void sizes.push(chunk.length),
      end: () => undefined,
      error: () => undefined,
    });
    expect([decoder.push(empty), decoder.push(empty)]).toEqual([true, true]);
    decoder.end();
    await new Promise(setImmediate);
    expect(sizes).toEqual([]);
  });

  it('keeps what is pushed without regard to back-pressure', async () => {
    const pieces: Uint8Array[] = [];
    await new Promise<void>((resolve, reject) => {
      const data = async (chunk: Uint8Array) => {
        await new Promise(setImmediate);
        pieces.push(chunk);
      };
      const decoder = createDecoder('', { maxBytes: 1e9, data, end: resolve, error: reject });
      for (let at = 0; at < plain.length; at += 10_000) decoder.push(plain.subarray(at, at + 10_000));
      decoder.end();
    });
    expect(Buffer.concat(pieces).equals(plain)).toBe(true);
  });

  it('fails with the error of its receiver', async () => {
    const oops = new Error('disk full');
    await expect(decode('gzip', gzipSync(plain), { data: () => Promise.reject(oops) })).rejects.toBe(oops);
    const fail = () => {
      throw oops;
    };
    await expect(decode('', plain, { data: fail })).rejects.toBe(oops);
  });

  it('says nothing after it was destroyed', async () => {
    const calls: string[] = [];
    const decoder = createDecoder('gzip', {
      maxBytes: 1e9,
      data: () => void calls.push('data'),
      end: () => calls.push('end'),
      error: () => calls.push('error'),
      drain: () => calls.push('drain'),
    });
    decoder.push(gzipSync(plain));
    decoder.end();
    decoder.destroy();
    await new Promise(setImmediate);
    expect([calls, decoder.push(plain)]).toEqual([[], false]);
  });
});

describe('a gzip bomb of 50 MiB', () => {
  const bomb = gzipSync(Buffer.alloc(50 * 2 ** 20));

  it('stops at the cap', async () => {
    let seen = 0;
    const data = (chunk: Uint8Array) => void (seen += chunk.length);
    await expect(decode('gzip', bomb, { maxBytes: 2 ** 20, step: bomb.length, data })).rejects.toMatchObject({ code: 'body_too_large' });
    expect(seen).toBeLessThanOrEqual(2 ** 20);
  });

  // What is alive after a collection, not the size of the process: that depends on the machine and on what else it does.
  it.each([[2 ** 20], [64 * 2 ** 20]])('with a cap of %d bytes never holds more than 8 MiB', async (maxBytes) => {
    const atHand = () => {
      globalThis.gc?.();
      return process.memoryUsage().arrayBuffers;
    };
    atHand();
    const before = atHand();
    let pieces = 0;
    let most = 0;
    const data = () => {
      pieces += 1;
      if (pieces % 32 === 0) most = Math.max(most, atHand());
    };
    await decode('gzip', bomb, { maxBytes, step: bomb.length, data }).catch(() => undefined);
    expect(most - before).toBeLessThan(8 * 2 ** 20);
  });
});
