import { evenLengths } from '../bytes/even-lengths.ts';
import { gathered } from '../bytes/gathered.ts';
import { bigEndian } from '../bytes/integers.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { ebmlElement, ebmlHeader, ebmlNumber, ebmlText } from './ebml.ts';
import { smallestClipBytes, videoClip, type VideoClip } from './video-clip.ts';

const ids = { ebml: 0x1a45dfa3, segment: 0x18538067, info: 0x1549a966, tracks: 0x1654ae6b, cluster: 0x1f43b675, void: 0xec };
const segmentHeaderBytes = ebmlHeader(ids.segment, 0).length;
const voidHeaderBytes = ebmlHeader(ids.void, 0).length;
/** ffmpeg searches elements of some gigabytes instead of passing over them. */
const longestVoid = 256 * 1024 * 1024;
/** Everything but frames and ballast, at most, for a clip of one frame. */
const headBytes = 512;

/**
 * Matroska (RFC 9559): a short film in H.264. What it does not fill are Void elements behind it, which readers pass over.
 */
export const mkv: FileFormat = {
  extension: 'mkv',
  kind: 'media',
  type: 'video/x-matroska',
  minimumBytes: headBytes + smallestClipBytes,
  chunks: (size, seed) => gathered(film(size, seed)),
};

function* film(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const clip = videoClip(size - headBytes, seed);
  const content = Buffer.concat([info(clip), tracks(clip), cluster(clip)]);
  yield fileHeader;
  yield ebmlHeader(ids.segment, size - fileHeader.length - segmentHeaderBytes);
  yield content;
  const bytes = seed.bytes();
  for (const length of evenLengths(size - fileHeader.length - segmentHeaderBytes - content.length, longestVoid)) {
    yield ebmlHeader(ids.void, length - voidHeaderBytes);
    yield* bulkPieces(bytes, length - voidHeaderBytes);
  }
}

const fileHeader = ebmlElement(
  ids.ebml,
  ebmlNumber(0x4286, 1), // EBMLVersion
  ebmlNumber(0x42f7, 1), // EBMLReadVersion
  ebmlNumber(0x42f2, 4), // EBMLMaxIDLength
  ebmlNumber(0x42f3, 8), // EBMLMaxSizeLength
  ebmlText(0x4282, 'matroska'), // DocType
  ebmlNumber(0x4287, 4), // DocTypeVersion
  ebmlNumber(0x4285, 2), // DocTypeReadVersion
);

function info({ frames, framesPerSecond }: VideoClip): Buffer {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE((frames.length * 1000) / framesPerSecond);
  return ebmlElement(
    ids.info,
    ebmlNumber(0x2ad7b1, 1_000_000), // TimestampScale: a millisecond in nanoseconds
    ebmlElement(0x4489, duration),
    ebmlText(0x4d80, 'rushhour'), // MuxingApp
    ebmlText(0x5741, 'rushhour'), // WritingApp
  );
}

function tracks({ width, height, configuration }: VideoClip): Buffer {
  return ebmlElement(
    ids.tracks,
    ebmlElement(
      0xae, // TrackEntry
      ebmlNumber(0xd7, 1), // TrackNumber
      ebmlNumber(0x73c5, 1), // TrackUID
      ebmlNumber(0x9c, 0), // FlagLacing
      ebmlNumber(0x83, 1), // TrackType: video
      ebmlText(0x86, 'V_MPEG4/ISO/AVC'), // CodecID
      ebmlElement(0x63a2, configuration), // CodecPrivate
      ebmlElement(0xe0, ebmlNumber(0xb0, width), ebmlNumber(0xba, height)), // Video
    ),
  );
}

/** Blocks of one frame each (SimpleBlock, RFC 9559, 10.2), all key frames. */
function cluster({ frames, framesPerSecond }: VideoClip): Buffer {
  const blocks = frames.map((frame, number) =>
    ebmlElement(0xa3, Buffer.from([0x81]), bigEndian((number * 1000) / framesPerSecond, 2), Buffer.from([0x80]), frame),
  );
  return ebmlElement(ids.cluster, ebmlNumber(0xe7, 0), ...blocks);
}
