import { crc32 } from 'node:zlib';
import { evenLengths } from '../bytes/even-lengths.ts';
import { gathered } from '../bytes/gathered.ts';
import { bigEndian } from '../bytes/integers.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { createPicture, type Picture } from './picture.ts';
import { pictureSide } from './picture-side.ts';
import { storedZlib } from './stored-zlib.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and checksum of a chunk. */
const chunkOverhead = 12;
/** Readers keep no unknown chunk above 8 MB. */
const longestChunk = 1024 * 1024;
const longestSide = 400;
/** Everything but the compressed pixels: signature, IHDR, IDAT, one chunk of ballast, IEND. */
const frameBytes = signature.length + (chunkOverhead + 13) + chunkOverhead + chunkOverhead + chunkOverhead;
const smallestPixels = 2 + 5 + 4 + 4;

/**
 * PNG (W3C Portable Network Graphics, third edition): true colour, stored without compression, so that every version of zlib makes the same bytes.
 * What the picture does not fill lies in private ancillary chunks `ruSh`.
 */
export const png: FileFormat = {
  extension: 'png',
  kind: 'images',
  type: 'image/png',
  minimumBytes: frameBytes + smallestPixels,
  chunks: (size, seed) => gathered(image(size, seed)),
};

function* image(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const side = pictureSide((size - frameBytes) / 3.2 - 12, longestSide);
  const pixels = storedZlib(scanlines(createPicture(seed.random(), { width: side, height: side })));
  const half = Math.floor(pixels.length / 2);
  yield signature;
  yield* chunk('IHDR', 13, [bigEndian(side, 4), bigEndian(side, 4), Buffer.from([8, 2, 0, 0, 0])]);
  yield* chunk('IDAT', pixels.length, [pixels.subarray(0, half), pixels.subarray(half)]);
  const rest = size - frameBytes - pixels.length + chunkOverhead;
  const bytes = seed.bytes();
  for (const length of evenLengths(rest, longestChunk))
    yield* chunk('ruSh', length - chunkOverhead, bulkPieces(bytes, length - chunkOverhead));
  yield* chunk('IEND', 0, []);
}

function* chunk(type: string, length: number, content: Iterable<Uint8Array>): Generator<Uint8Array> {
  const name = Buffer.from(type);
  let checksum = crc32(name);
  yield bigEndian(length, 4);
  yield name;
  for (const piece of content) {
    checksum = crc32(piece, checksum);
    yield piece;
  }
  yield bigEndian(checksum, 4);
}

/** The rows, each behind its filter: none. */
function scanlines(picture: Picture): Uint8Array {
  const stride = 1 + picture.width * 3;
  const lines = new Uint8Array(stride * picture.height);
  for (let y = 0; y < picture.height; y += 1) lines.set(picture.row(y), y * stride + 1);
  return lines;
}
