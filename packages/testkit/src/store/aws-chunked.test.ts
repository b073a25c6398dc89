import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChunkDecoder } from './aws-chunked.ts';
import { StoreError } from './store-error.ts';

function decode(pieces: readonly Buffer[]): { readonly data: string; readonly trailers: unknown } {
  const data: Buffer[] = [];
  const decoder = createChunkDecoder((piece) => data.push(piece));
  for (const piece of pieces) decoder.write(piece);
  return { trailers: Object.fromEntries(decoder.end()), data: Buffer.concat(data).toString() };
}

test('frames are taken off wherever the pieces are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), fc.array(fc.nat(200)), (chunks, cuts) => {
      const frames = chunks.map((text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
      const body = Buffer.from(`${frames.join('')}0\r\nX-Amz-Checksum-CRC32: AAAAAA==\r\n\r\n`);
      const places = [0, ...cuts.filter((cut) => cut < body.length).toSorted((a, b) => a - b), body.length];
      const pieces = places.slice(1).map((end, index) => body.subarray(places[index], end));
      expect(decode(pieces)).toEqual({ data: chunks.join(''), trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' } });
    }),
  );
});

test.each([
  '',
  '5\r\nhello',
  '5\r\nhello\r\n0\r\n',
  '5\nhello\r\n0\r\n\r\n',
  'x\r\n',
  '5\r\nhello!\r\n0\r\n\r\n',
  '0\r\nno colon\r\n\r\n',
  '0\r\n\r\nmore',
])('a broken frame is refused: %j', (body) => {
  expect(() => decode([Buffer.from(body)])).toThrow(StoreError);
});
