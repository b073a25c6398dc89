import { gathered } from '../bytes/gathered.ts';
import { littleEndian } from '../bytes/integers.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { createPicture } from './picture.ts';
import { pictureSide } from './picture-side.ts';

const entryCount = 12;
/** Header, directory, and the values that do not fit into it: bits per sample and two resolutions. */
const bitsAt = 8 + 2 + entryCount * 12 + 4;
const resolutionAt = bitsAt + 6;
const pixelsAt = resolutionAt + 8;
const longestSide = 2048;

const short = 3;
const long = 4;
const rational = 5;

/**
 * TIFF 6.0 (Adobe, 1992), baseline RGB: one uncompressed strip. What the picture does not fill follows it and is pointed at by nothing, which the
 * format allows anywhere.
 */
export const tiff: FileFormat = {
  extension: 'tiff',
  kind: 'images',
  type: 'image/tiff',
  minimumBytes: pixelsAt + 3,
  chunks: (size, seed) => gathered(pages(size, seed)),
};

function* pages(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const room = size - pixelsAt;
  const width = pictureSide(room / 3, longestSide);
  const height = Math.max(1, Math.min(longestSide, Math.floor(room / (width * 3))));
  yield Buffer.concat([
    Buffer.from('II*\0'),
    littleEndian(8, 4),
    littleEndian(entryCount, 2),
    entry(256, long, width), // ImageWidth
    entry(257, long, height), // ImageLength
    littleEndian(258, 2), // BitsPerSample: three values, elsewhere
    littleEndian(short, 2),
    littleEndian(3, 4),
    littleEndian(bitsAt, 4),
    entry(259, short, 1), // Compression: none
    entry(262, short, 2), // PhotometricInterpretation: RGB
    entry(273, long, pixelsAt), // StripOffsets
    entry(277, short, 3), // SamplesPerPixel
    entry(278, long, height), // RowsPerStrip
    entry(279, long, width * height * 3), // StripByteCounts
    entry(282, rational, resolutionAt), // XResolution
    entry(283, rational, resolutionAt), // YResolution
    entry(296, short, 2), // ResolutionUnit: inch
    littleEndian(0, 4),
    Buffer.from([8, 0, 8, 0, 8, 0]),
    littleEndian(72, 4),
    littleEndian(1, 4),
  ]);
  const picture = createPicture(seed.random(), { width, height });
  for (let y = 0; y < height; y += 1) yield picture.row(y);
  yield* bulkPieces(seed.bytes(), room - width * height * 3);
}

/** A field of the directory with one value, or the place of one. */
function entry(tag: number, type: number, value: number): Buffer {
  return Buffer.concat([littleEndian(tag, 2), littleEndian(type, 2), littleEndian(1, 4), littleEndian(value, 4)]);
}
