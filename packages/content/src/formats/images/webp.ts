import { gathered } from '../bytes/gathered.ts';
import { littleEndian } from '../bytes/integers.ts';
import { riffChunk, riffHeader, riffHeaderBytes } from '../bytes/riff.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { losslessWebp } from './lossless-webp.ts';
import { createPicture } from './picture.ts';
import { pictureSide } from './picture-side.ts';

/** RIFF header with its name, VP8X, and the header of one chunk of ballast. */
const frameBytes = 12 + 18 + riffHeaderBytes;
/** The stream of one pixel in its chunk. */
const smallestImage = 40;
const longestSide = 256;
/** Of all chunks together, by the specification. */
const longestRiff = 2 ** 32 - 10;

/**
 * Lossless WebP (RFC 9649). What the picture does not fill lies in an unknown chunk `ruSh`, which readers ignore. RIFF has even lengths below 4 GiB
 * only: what is left over follows its end, as section 2.4 allows.
 */
export const webp: FileFormat = {
  extension: 'webp',
  kind: 'images',
  type: 'image/webp',
  minimumBytes: frameBytes + smallestImage,
  chunks: (size, seed) => gathered(image(size, seed)),
};

function* image(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const side = pictureSide((size - frameBytes - smallestImage) / 3, longestSide);
  const stream = riffChunk('VP8L', losslessWebp(createPicture(seed.random(), { width: side, height: side })));
  const riffBytes = Math.min(size - (size % 2), longestRiff);
  const bytes = seed.bytes();
  const rest = riffBytes - frameBytes - stream.length;
  yield riffHeader('RIFF', riffBytes - riffHeaderBytes);
  yield Buffer.from('WEBP');
  yield riffChunk('VP8X', littleEndian(0, 4), littleEndian(side - 1, 3), littleEndian(side - 1, 3));
  yield stream;
  yield riffHeader('ruSh', rest);
  yield* bulkPieces(bytes, rest + size - riffBytes);
}
