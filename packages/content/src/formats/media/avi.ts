import { baselineJpeg } from '../images/baseline-jpeg.ts';
import { createPicture } from '../images/picture.ts';
import { evenLengths } from '../bytes/even-lengths.ts';
import { gathered } from '../bytes/gathered.ts';
import { littleEndian } from '../bytes/integers.ts';
import { riffChunk, riffHeader, riffHeaderBytes, riffList } from '../bytes/riff.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';

const framesPerSecond = 5;
const mostFrames = 30;
/** Pixels on a side of what is coded as one colour. */
const blockSide = 8;
/** Readers of the first specification take no more. */
const longestRiff = 2 ** 30;
const riffListHeaderBytes = riffHeaderBytes + 4;
const smallest = 720;

/**
 * AVI (Microsoft, AVI RIFF File Reference; OpenDML AVI File Format Extensions 1.02 above 1 GiB): a short film in Motion JPEG. What it does not
 * fill is a `JUNK` chunk behind it, and further RIFF lists of such. An odd byte follows the end.
 */
export const avi: FileFormat = {
  extension: 'avi',
  kind: 'media',
  type: 'video/x-msvideo',
  minimumBytes: smallest,
  chunks: (size, seed) => gathered(film(size, seed)),
};

function* film(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const content = clip(size, seed);
  const riffBytes = size - (size % 2);
  const firstBytes = riffBytes <= longestRiff ? riffBytes : longestRiff / 2;
  const bytes = seed.bytes();
  const junkBytes = firstBytes - riffListHeaderBytes - content.length - riffHeaderBytes;
  yield riffHeader('RIFF', firstBytes - riffHeaderBytes);
  yield Buffer.from('AVI ');
  yield content;
  yield riffHeader('JUNK', junkBytes);
  yield* bulkPieces(bytes, junkBytes);
  for (const pairs of evenLengths((riffBytes - firstBytes) / 2, longestRiff / 2)) {
    const length = pairs * 2;
    yield riffHeader('RIFF', length - riffHeaderBytes);
    yield Buffer.from('AVIX');
    yield riffHeader('JUNK', length - riffListHeaderBytes - riffHeaderBytes);
    yield* bulkPieces(bytes, length - riffListHeaderBytes - riffHeaderBytes);
  }
  yield* bulkPieces(bytes, size - riffBytes);
}

/** Headers, frames and their index. */
function clip(room: number, seed: ContentSeed): Buffer {
  const [columns, rows] = room < 100_000 ? [1, 1] : [20, 12];
  const count = room < 100_000 ? Math.max(1, Math.min(mostFrames, Math.floor((room - smallest) / 300))) : mostFrames;
  const frames = Array.from({ length: count }, (_, frame) => {
    const { head, image } = baselineJpeg(createPicture(seed.random(), { width: columns, height: rows, frame }));
    return riffChunk('00dc', head, image);
  });
  let offset = 4;
  const index = frames.map((frame) => {
    const entry = Buffer.concat([
      Buffer.from('00dc'),
      littleEndian(0x10, 4),
      littleEndian(offset, 4),
      littleEndian(frame.length - riffHeaderBytes, 4),
    ]);
    offset += frame.length;
    return entry;
  });
  const width = columns * blockSide;
  const height = rows * blockSide;
  return Buffer.concat([
    riffList(
      'LIST',
      'hdrl',
      mainHeader(width, height, count),
      riffList('LIST', 'strl', streamHeader(width, height, count), bitmapHeader(width, height)),
    ),
    riffList('LIST', 'movi', ...frames),
    riffChunk('idx1', ...index),
  ]);
}

/** AVIMAINHEADER: with an index, one stream. */
function mainHeader(width: number, height: number, frames: number): Buffer {
  const fields = [1_000_000 / framesPerSecond, 0, 0, 0x10, frames, 0, 1, 0, width, height, 0, 0, 0, 0];
  return riffChunk('avih', ...fields.map((field) => littleEndian(field, 4)));
}

/** AVISTREAMHEADER. */
function streamHeader(width: number, height: number, frames: number): Buffer {
  const fields = [0, 0, 0, 1, framesPerSecond, 0, frames, 0, 2 ** 32 - 1, 0];
  return riffChunk(
    'strh',
    Buffer.from('vidsMJPG'),
    ...fields.map((field) => littleEndian(field, 4)),
    ...[0, 0, width, height].map((edge) => littleEndian(edge, 2)),
  );
}

/** BITMAPINFOHEADER. */
function bitmapHeader(width: number, height: number): Buffer {
  return riffChunk(
    'strf',
    ...[40, width, height].map((field) => littleEndian(field, 4)),
    littleEndian(1, 2),
    littleEndian(24, 2),
    Buffer.from('MJPG'),
    littleEndian(width * height * 3, 4),
    Buffer.alloc(16),
  );
}
