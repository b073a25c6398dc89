import { mirrored } from '../bytes/mirrored.ts';
import type { Picture } from './picture.ts';

/** Bits of a pixel behind the header: green, red and blue, eight each. */
const bytesPerPixel = 3;

/**
 * Encodes a picture as a VP8L stream (RFC 9649, section 3) without transforms or back references: every channel has 256 codes of eight bits.
 */
export function losslessWebp(picture: Picture): Buffer {
  const { width, height } = picture;
  const bytes = Buffer.alloc(40 + width * height * bytesPerPixel);
  let bitAt = 0;
  const write = (value: number, count: number): void => {
    for (let bit = 0; bit < count; bit += 1, bitAt += 1) {
      if ((value >>> bit) & 1) bytes[bitAt >>> 3] = (bytes[bitAt >>> 3] ?? 0) | (1 << (bitAt & 7));
    }
  };
  write(0x2f, 8);
  write(width - 1, 14);
  write(height - 1, 14);
  // No alpha, version 0, no transform, no colour cache, one group of codes.
  write(0, 1 + 3 + 1 + 1 + 1);
  writeEvenCode(write, { limited: true }); // green, and lengths of references that never come
  writeEvenCode(write, { limited: false }); // red
  writeEvenCode(write, { limited: false }); // blue
  writeSingleCode(write, 255); // alpha
  writeSingleCode(write, 0); // distance
  writePixels(picture, bytes, bitAt);
  return bytes.subarray(0, Math.ceil(bitAt / 8) + width * height * bytesPerPixel);
}

/** Green, red and blue of each pixel. Codes are written from their most significant bit on, numbers from their least. */
function writePixels({ width, height, row }: Picture, bytes: Uint8Array, bitAt: number): void {
  const shift = bitAt & 7;
  let at = bitAt >>> 3;
  const write = (code: number): void => {
    bytes[at] = (bytes[at] ?? 0) | (code << shift);
    at += 1;
    bytes[at] = code >>> (8 - shift);
  };
  for (let y = 0; y < height; y += 1) {
    const codes = mirrored(row(y));
    for (let x = 0; x < width * bytesPerPixel; x += bytesPerPixel) {
      write(codes[x + 1] ?? 0);
      write(codes[x] ?? 0);
      write(codes[x + 2] ?? 0);
    }
  }
}

type Write = (value: number, count: number) => void;

/** A code whose symbols from 0 to 255 have eight bits each: the lengths are a code of one symbol, `8`, that takes no bits (3.7.2.1.2). */
function writeEvenCode(write: Write, { limited }: { readonly limited: boolean }): void {
  write(0, 1); // not a simple code
  write(12 - 4, 4); // twelve code lengths, in the order 17 18 0 1 2 3 4 5 16 6 7 8
  for (let index = 0; index < 11; index += 1) write(0, 3);
  write(1, 3);
  write(limited ? 1 : 0, 1);
  if (limited) {
    write((8 - 2) / 2, 3); // the number of symbols takes eight bits
    write(256 - 2, 8);
  }
}

/** A code of one symbol, which takes no bits (3.7.2.1.1). */
function writeSingleCode(write: Write, symbol: number): void {
  write(1, 1);
  write(0, 1); // one symbol
  write(1, 1); // of eight bits
  write(symbol, 8);
}
