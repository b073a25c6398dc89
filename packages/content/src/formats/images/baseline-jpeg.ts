import { createBitWriter, type BitWriter } from '../bytes/bit-writer.ts';
import { bigEndian } from '../bytes/integers.ts';
import type { Picture } from './picture.ts';

/** A JPEG image in two pieces, between which other segments may stand. */
export interface BaselineJpeg {
  /** From the beginning up to and with the JFIF header. */
  readonly head: Buffer;
  /** Tables, frame, scan and end. */
  readonly image: Buffer;
}

/** Category and EOB codes: twelve lengths of differences in four bits each, and one code of one bit that ends a block. */
const dcTable = huffmanTable(
  0x00,
  [0, 0, 0, 12],
  Array.from({ length: 12 }, (_, category) => category),
);
const acTable = huffmanTable(0x10, [1], [0]);
/** All frequencies in steps of 8: a mean of 64 samples, times 8 by the transform, is then one step. */
const quantization = segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 8)]));
const startOfScan = segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0]));
const head = Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1'))]);

/**
 * Encodes a picture as baseline JPEG (ITU-T T.81, JFIF 1.01) in blocks of one colour: of each 8 x 8 block only the mean is coded.
 *
 * @param picture - one pixel for each block: the image is eight times as wide and high
 */
export function baselineJpeg(picture: Picture): BaselineJpeg {
  const frame = segment(
    0xc0,
    Buffer.concat([
      Buffer.from([8]),
      bigEndian(picture.height * 8, 2),
      bigEndian(picture.width * 8, 2),
      Buffer.from([3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
    ]),
  );
  return { head, image: Buffer.concat([quantization, frame, dcTable, acTable, startOfScan, scan(picture), Buffer.from([0xff, 0xd9])]) };
}

function scan(picture: Picture): Buffer {
  const bits = createBitWriter();
  const before = [0, 0, 0];
  for (let y = 0; y < picture.height; y += 1) {
    const row = picture.row(y);
    for (let x = 0; x < picture.width * 3; x += 3) {
      toYCbCr(row[x] ?? 0, row[x + 1] ?? 0, row[x + 2] ?? 0).forEach((value, component) => {
        writeBlock(bits, value - (before[component] ?? 0));
        before[component] = value;
      });
    }
  }
  // The last byte is filled with ones (T.81, F.1.2.3), and a byte of ones is followed by a zero (B.1.1.5).
  const bytes = bits.finish(1);
  const stuffed: number[] = [];
  for (const byte of bytes) {
    stuffed.push(byte);
    if (byte === 0xff) stuffed.push(0);
  }
  return Buffer.from(stuffed);
}

/** The difference of the mean (T.81, F.1.2.1), then the end of the block. */
function writeBlock(bits: BitWriter, difference: number): void {
  const category = 32 - Math.clz32(Math.abs(difference));
  bits.write(category, 4);
  if (category > 0) bits.write(difference > 0 ? difference : difference - 1, category);
  bits.write(0, 1);
}

/** As JFIF 1.02 does, with zero as the middle. */
function toYCbCr(red: number, green: number, blue: number): readonly [number, number, number] {
  return [
    Math.round(0.299 * red + 0.587 * green + 0.114 * blue) - 128,
    Math.round(-0.1687 * red - 0.3313 * green + 0.5 * blue),
    Math.round(0.5 * red - 0.4187 * green - 0.0813 * blue),
  ];
}

/** How many codes of each length from 1 on, then what they stand for. */
function huffmanTable(destination: number, counts: readonly number[], values: readonly number[]): Buffer {
  const lengths = Buffer.alloc(16);
  lengths.set(counts);
  return segment(0xc4, Buffer.concat([Buffer.from([destination]), lengths, Buffer.from(values)]));
}

function segment(marker: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), bigEndian(content.length + 2, 2), content]);
}
