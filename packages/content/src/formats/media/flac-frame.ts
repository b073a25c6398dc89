import { bigEndian } from '../bytes/integers.ts';

/** Samples of every frame. */
export const samplesPerFrame = 4096;

const headerBytes = 6;
const checksumBytes = 2;

/** Bytes of a frame whose samples are stored as they are. */
export const flacFrameBytes = headerBytes + 1 + samplesPerFrame * 2 + checksumBytes;

/** A frame of silence (RFC 9639, 9.2.3: a constant subframe). */
export function silentFrame(number: number): Buffer {
  return frame(number, Buffer.alloc(3));
}

/**
 * A frame of samples of 16 bits (RFC 9639, 9.2.4: a verbatim subframe).
 *
 * @param number - below 128
 */
export function verbatimFrame(number: number, sample: (at: number) => number): Buffer {
  const subframe = Buffer.alloc(1 + samplesPerFrame * 2);
  subframe[0] = 0x02;
  for (let at = 0; at < samplesPerFrame; at += 1) subframe.writeInt16BE(sample(at), 1 + at * 2);
  return frame(number, subframe);
}

/** Header (RFC 9639, 9.1: blocks of 4096, 44.1 kHz, one channel, 16 bits), subframe, checksum (9.3). */
function frame(number: number, subframe: Buffer): Buffer {
  const header = Buffer.from([0xff, 0xf8, 0xc9, 0x08, number]);
  const content = Buffer.concat([header, Buffer.from([headerChecksum(header)]), subframe]);
  return Buffer.concat([content, bigEndian(frameChecksum(content), checksumBytes)]);
}

/** A checksum of that many bits, taken from the most significant one on, that begins with zero. */
function checksum(width: number, polynomial: number): (bytes: Uint8Array) => number {
  const top = 1 << (width - 1);
  const mask = 2 ** width - 1;
  const table = Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte << (width - 8);
    for (let bit = 0; bit < 8; bit += 1) value = ((value << 1) ^ ((value & top) === 0 ? 0 : polynomial)) & mask;
    return value;
  });
  return (bytes) => {
    let value = 0;
    for (let at = 0; at < bytes.length; at += 1) value = ((value << 8) ^ (table[(value >>> (width - 8)) ^ (bytes[at] ?? 0)] ?? 0)) & mask;
    return value;
  };
}

const headerChecksum = checksum(8, 0x07);
const frameChecksum = checksum(16, 0x8005);
