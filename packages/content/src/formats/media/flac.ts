import { evenLengths } from '../bytes/even-lengths.ts';
import { gathered } from '../bytes/gathered.ts';
import { bigEndian } from '../bytes/integers.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { flacFrameBytes, samplesPerFrame, silentFrame, verbatimFrame } from './flac-frame.ts';
import { createTone } from './tone.ts';

const blockHeaderBytes = 4;
/** Of an application block: its length has 24 bits. */
const longestBlock = 2 ** 24 - 1 + blockHeaderBytes;
const streamInfoType = 0;
const applicationType = 2;
/** Who an application block is for. */
const application = Buffer.from('rush');
/** A second. */
const mostFrames = 10;
const infoBytes = 34;
/** By which the smallest files differ. */
const leastBallast = 8;
const frameBytes = 4 + blockHeaderBytes + infoBytes + blockHeaderBytes + application.length + silentFrame(0).length;

/**
 * FLAC (RFC 9639): a tone of 16 bits, its samples stored as they are. What it does not fill lies in application blocks before it, which players
 * pass over.
 */
export const flac: FileFormat = {
  extension: 'flac',
  kind: 'media',
  type: 'audio/flac',
  minimumBytes: frameBytes + leastBallast,
  chunks: (size, seed) => gathered(sound(size, seed)),
};

function* sound(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const frames = Math.min(mostFrames, Math.floor((size - frameBytes - leastBallast) / flacFrameBytes));
  const rest = size - frameBytes - frames * flacFrameBytes + blockHeaderBytes + application.length;
  yield Buffer.from('fLaC');
  yield metadataHeader(streamInfoType, infoBytes);
  yield streamInfo((frames + 1) * samplesPerFrame);
  const bytes = seed.bytes();
  let left = rest;
  for (const length of evenLengths(rest, longestBlock)) {
    left -= length;
    yield metadataHeader(applicationType | (left === 0 ? 0x80 : 0), length - blockHeaderBytes);
    yield application;
    yield* bulkPieces(bytes, length - blockHeaderBytes - application.length);
  }
  const tone = createTone(seed.random());
  yield silentFrame(0);
  for (let number = 1; number <= frames; number += 1) yield verbatimFrame(number, (at) => tone(number * samplesPerFrame + at));
}

/** RFC 9639, 8.1. */
function metadataHeader(type: number, length: number): Buffer {
  return Buffer.concat([Buffer.from([type]), bigEndian(length, 3)]);
}

/** RFC 9639, 8.2: 44,100 samples of 16 bits a second, one channel; frame lengths and checksum unknown. */
function streamInfo(samples: number): Buffer {
  return Buffer.concat([
    bigEndian(samplesPerFrame, 2),
    bigEndian(samplesPerFrame, 2),
    Buffer.alloc(6),
    bigEndian(44_100 * 2 ** 12 + (16 - 1) * 2 ** 4, 4),
    bigEndian(samples, 4),
    Buffer.alloc(16),
  ]);
}
