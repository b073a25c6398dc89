import { littleEndian } from '../bytes/integers.ts';
import { riffChunk, riffHeader, riffHeaderBytes } from '../bytes/riff.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';

const samplesPerSecond = 48_000;
const bytesPerSample = 2;
/** PCM, one channel. */
const format = riffChunk(
  'fmt ',
  littleEndian(1, 2),
  littleEndian(1, 2),
  littleEndian(samplesPerSecond, 4),
  littleEndian(samplesPerSecond * bytesPerSample, 4),
  littleEndian(bytesPerSample, 2),
  littleEndian(bytesPerSample * 8, 2),
);
/** Says that a length is in the chunk of 64-bit lengths. */
const inWide = 2 ** 32 - 1;

/**
 * Wave sound (Multimedia Programming Interface and Data Specifications 1.0): PCM of 16 bits, noise throughout. Above 4 GiB as RF64 (EBU Tech 3306). An odd byte
 * follows the end.
 */
export const wav: FileFormat = {
  extension: 'wav',
  kind: 'media',
  type: 'audio/x-wav',
  minimumBytes: 12 + format.length + riffHeaderBytes + bytesPerSample,
  chunks: sound,
};

function* sound(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const riffBytes = size - (size % bytesPerSample);
  const wide = riffBytes > inWide;
  const headBytes = 12 + (wide ? riffHeaderBytes + 28 : 0) + format.length + riffHeaderBytes;
  const dataBytes = riffBytes - headBytes;
  const lengths = wide
    ? riffChunk(
        'ds64',
        littleEndian(riffBytes - riffHeaderBytes, 8),
        littleEndian(dataBytes, 8),
        littleEndian(dataBytes / bytesPerSample, 8),
        littleEndian(0, 4),
      )
    : Buffer.alloc(0);
  yield Buffer.concat([
    wide ? riffHeader('RF64', inWide) : riffHeader('RIFF', riffBytes - riffHeaderBytes),
    Buffer.from('WAVE'),
    lengths,
    format,
    riffHeader('data', wide ? inWide : dataBytes),
  ]);
  yield* bulkPieces(seed.bytes(), size - headBytes);
}
