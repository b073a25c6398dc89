import { gathered } from '../bytes/gathered.ts';
import { littleEndian } from '../bytes/integers.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { createPicture } from './picture.ts';
import { pictureSide } from './picture-side.ts';

const headerBytes = 54;
const longestSide = 4096;
/** Pixels must begin below 4 GiB. */
const longestGap = 2 ** 31;

/**
 * Windows bitmaps: 24 bits a pixel, uncompressed (BITMAPFILEHEADER and BITMAPINFOHEADER of the Windows GDI reference). What a picture of 4096 x
 * 4096 pixels does not fill lies in the gap between header and pixels that `bfOffBits` allows.
 */
export const bmp: FileFormat = {
  extension: 'bmp',
  kind: 'images',
  type: 'image/bmp',
  minimumBytes: headerBytes + 4,
  chunks: (size, seed) => gathered(bitmap(size, seed)),
};

function* bitmap(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const room = size - headerBytes;
  const width = pictureSide(room / 3, longestSide);
  const stride = Math.ceil((width * 3) / 4) * 4;
  const height = Math.max(1, Math.min(longestSide, Math.floor(room / stride)));
  const rest = room - stride * height;
  const gap = Math.min(rest, longestGap);
  const bytes = seed.bytes();

  yield Buffer.concat([
    Buffer.from('BM'),
    littleEndian(Math.min(size, 2 ** 32 - 1), 4),
    littleEndian(0, 4),
    littleEndian(headerBytes + gap, 4),
    littleEndian(40, 4),
    littleEndian(width, 4),
    littleEndian(height, 4),
    littleEndian(1, 2),
    littleEndian(24, 2),
    littleEndian(0, 4),
    littleEndian(stride * height, 4),
    littleEndian(2835, 4),
    littleEndian(2835, 4),
    littleEndian(0, 8),
  ]);
  yield* bulkPieces(bytes, gap);
  const picture = createPicture(seed.random(), { width, height });
  const padding = Buffer.alloc(stride - width * 3);
  for (let y = 0; y < height; y += 1) {
    yield picture.row(y);
    yield padding;
  }
  yield* bulkPieces(bytes, rest - gap);
}
