import { createBitWriter, type BitWriter } from '../bytes/bit-writer.ts';
import { bigEndian } from '../bytes/integers.ts';
import type { Picture } from '../images/picture.ts';

/** Pixels on a side of a macroblock. */
export const macroblockSide = 16;
const chromaSide = macroblockSide / 2;

/** A width and height in macroblocks. */
export interface H264Size {
  readonly columns: number;
  readonly rows: number;
}

/** A stream of key frames of one size. */
export interface H264Stream {
  /** The decoder configuration record of ISO/IEC 14496-15, 5.3.3.1: what MP4, QuickTime and Matroska keep beside the frames. */
  readonly configuration: Buffer;
  /** A frame, its length in four bytes before it; the number tells neighbours apart. The picture has a pixel for each pixel. */
  frame(picture: Picture, number: number): Buffer;
}

/**
 * Encodes pictures as H.264 (ITU-T H.264, baseline profile) without prediction or transform: every macroblock carries its samples (I_PCM, 7.3.5). Samples
 * of 16 and above never look like a start code, so nothing has to be escaped.
 */
export function h264Stream({ columns, rows }: H264Size): H264Stream {
  const sequence = parameterSet(0x67, (bits) => {
    bits.write(66, 8); // profile_idc: baseline
    bits.write(0, 8);
    bits.write(30, 8); // level_idc: 3
    // seq_parameter_set_id, log2_max_frame_num_minus4, pic_order_cnt_type 2, max_num_ref_frames
    for (const value of [0, 0, 2, 0]) writeExpGolomb(bits, value);
    bits.write(0, 1);
    writeExpGolomb(bits, columns - 1);
    writeExpGolomb(bits, rows - 1);
    // frame_mbs_only_flag, direct_8x8_inference_flag, no cropping, no VUI
    bits.write(0b1100, 4);
  });
  const pictures = parameterSet(0x68, (bits) => {
    for (const value of [0, 0]) writeExpGolomb(bits, value);
    bits.write(0, 2); // CAVLC, no order of fields
    for (const value of [0, 0, 0]) writeExpGolomb(bits, value);
    bits.write(0, 3); // no weighted prediction
    for (const value of [0, 0, 0]) writeExpGolomb(bits, value); // three differences, all zero
    bits.write(0, 3);
  });
  return {
    configuration: Buffer.concat([
      Buffer.from([1, 66, 0, 30, 0xff, 0xe1]),
      bigEndian(sequence.length, 2),
      sequence,
      Buffer.from([1]),
      bigEndian(pictures.length, 2),
      pictures,
    ]),
    frame(picture, number) {
      const parts: Uint8Array[] = [sliceHeader(number)];
      for (let y = 0; y < rows; y += 1) {
        for (let x = 0; x < columns; x += 1) {
          if (parts.length > 1) parts.push(nextMacroblock);
          parts.push(samples(picture, x * macroblockSide, y * macroblockSide));
        }
      }
      const unit = Buffer.concat([...parts, Buffer.from([0x80])]);
      return Buffer.concat([bigEndian(unit.length, 4), unit]);
    },
  };
}

/** mb_type I_PCM, up to the next byte. */
const nextMacroblock = expGolomb(25);

/** NAL unit header, slice header of a key frame (7.3.3), and the type of the first macroblock. */
function sliceHeader(number: number): Buffer {
  const bits = createBitWriter();
  bits.write(0x65, 8);
  // first_mb_in_slice, slice_type I, pic_parameter_set_id
  for (const value of [0, 7, 0]) writeExpGolomb(bits, value);
  bits.write(0, 4); // frame_num
  writeExpGolomb(bits, number % 2); // idr_pic_id: neighbours differ
  bits.write(0, 2); // keep nothing
  writeExpGolomb(bits, 0); // slice_qp_delta
  writeExpGolomb(bits, 25);
  return bits.finish();
}

/** The samples of a macroblock: the green channel as luma, red and blue, at half the resolution, as chroma. */
function samples(picture: Picture, left: number, top: number): Buffer {
  const bytes = Buffer.allocUnsafe(macroblockSide ** 2 + 2 * chromaSide ** 2);
  let next = 0;
  const copy = (channel: number, step: number): void => {
    for (let y = 0; y < macroblockSide; y += step) {
      const row = picture.row(top + y);
      for (let x = 0; x < macroblockSide; x += step, next += 1) bytes[next] = row[(left + x) * 3 + channel] ?? 0;
    }
  };
  copy(1, 1);
  copy(2, 2);
  copy(0, 2);
  return bytes;
}

function parameterSet(header: number, write: (bits: BitWriter) => void): Buffer {
  const bits = createBitWriter();
  bits.write(header, 8);
  write(bits);
  bits.write(1, 1); // rbsp_stop_one_bit
  return bits.finish();
}

function expGolomb(value: number): Buffer {
  const bits = createBitWriter();
  writeExpGolomb(bits, value);
  return bits.finish();
}

/** ue(v) of 9.1: as many zeros as the number plus one has bits behind its first, then the number plus one. */
function writeExpGolomb(bits: BitWriter, value: number): void {
  const length = 32 - Math.clz32(value + 1);
  bits.write(0, length - 1);
  bits.write(value + 1, length);
}
