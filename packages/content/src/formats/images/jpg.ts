import { evenLengths } from '../bytes/even-lengths.ts';
import { gathered } from '../bytes/gathered.ts';
import { bigEndian } from '../bytes/integers.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { baselineJpeg } from './baseline-jpeg.ts';
import { createPicture } from './picture.ts';
import { pictureSide } from './picture-side.ts';

/** Marker and length of a segment. */
const segmentOverhead = 4;
const longestSegment = 65_535 + 2;
/** In blocks of 8 x 8 pixels. */
const longestSide = 80;
/** A block takes some bytes; this many are surely enough. */
const bytesPerBlock = 6;
const smallest = 216;

/**
 * JPEG (ITU-T T.81) as JFIF: a mosaic of blocks of 8 x 8 pixels. What the picture does not fill lies in comment segments.
 */
export const jpg: FileFormat = {
  extension: 'jpg',
  kind: 'images',
  type: 'image/jpeg',
  minimumBytes: smallest,
  chunks: (size, seed) => gathered(image(size, seed)),
};

function* image(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const side = pictureSide((size - smallest) / bytesPerBlock, longestSide);
  const jpeg = baselineJpeg(createPicture(seed.random(), { width: side, height: side }));
  const rest = size - jpeg.head.length - jpeg.image.length;
  yield jpeg.head;
  if (rest < segmentOverhead) {
    // Any marker may have fill bytes before it (T.81, B.1.1.2).
    yield Buffer.alloc(rest, 0xff);
  } else {
    const bytes = seed.bytes();
    for (const length of evenLengths(rest, longestSegment)) {
      yield Buffer.concat([Buffer.from([0xff, 0xfe]), bigEndian(length - 2, 2)]);
      yield* bulkPieces(bytes, length - segmentOverhead);
    }
  }
  yield jpeg.image;
}
