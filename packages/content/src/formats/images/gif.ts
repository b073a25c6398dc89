import { gathered } from '../bytes/gathered.ts';
import { littleEndian } from '../bytes/integers.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { createPicture, type Picture } from './picture.ts';
import { pictureSide } from './picture-side.ts';
import { subBlocks, subBlocksOfBallast } from './sub-blocks.ts';

const paletteSize = 128;
const clearCode = 0x80;
const endCode = 0x81;
/** Colours between two clear codes: the code table never grows past 255, so that every code stays a byte. */
const run = 126;
const longestSide = 640;
/** Header, screen, colours, image descriptor and code size, comment of one byte, trailer. */
const frameBytes = 13 + paletteSize * 3 + 11 + 5 + 1;

/**
 * GIF89a (CompuServe, 1990) with a palette of 128 colours and codes of eight bits that are cleared before they would grow. What the picture does not
 * fill is a comment.
 */
export const gif: FileFormat = {
  extension: 'gif',
  kind: 'images',
  type: 'image/gif',
  minimumBytes: frameBytes + 5,
  chunks: (size, seed) => gathered(image(size, seed)),
};

function* image(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const side = pictureSide((size - frameBytes - 5) * 0.98, longestSide);
  const picture = createPicture(seed.random(), { width: side, height: side });
  const palette = createPicture(seed.random().fork('palette'), { width: paletteSize, height: 1 }).row(0);
  const codes = subBlocks(encode(picture));
  yield Buffer.from('GIF89a');
  yield Buffer.concat([littleEndian(side, 2), littleEndian(side, 2), Buffer.from([0xf6, 0, 0]), palette]);
  yield Buffer.from([0x21, 0xfe]);
  yield* subBlocksOfBallast(seed.bytes(), size - frameBytes - codes.length + 3);
  yield Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), littleEndian(side, 2), littleEndian(side, 2), Buffer.from([0, 7])]);
  yield codes;
  yield Buffer.from([0x3b]);
}

/** Codes of eight bits: every colour, half of the red of a pixel, stands for itself. */
function encode({ width, height, row }: Picture): Buffer {
  const pixels = width * height;
  const codes = Buffer.alloc(pixels + Math.ceil(pixels / run) + 1);
  let next = 0;
  let left = 0;
  for (let y = 0; y < height; y += 1) {
    const colours = row(y);
    for (let x = 0; x < width * 3; x += 3, left -= 1) {
      if (left === 0) {
        codes[next] = clearCode;
        next += 1;
        left = run;
      }
      codes[next] = (colours[x] ?? 0) >> 1;
      next += 1;
    }
  }
  codes[next] = endCode;
  return codes;
}
