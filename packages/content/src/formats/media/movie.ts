import { gathered } from '../bytes/gathered.ts';
import { bigEndian } from '../bytes/integers.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { box, wideBoxHeader, wideBoxHeaderBytes } from './box.ts';
import { movieBox } from './movie-box.ts';
import { smallestClipBytes, videoClip } from './video-clip.ts';

/** What the two movie formats differ in. */
export interface MovieKind {
  readonly extension: string;
  readonly type: string;
  /** Four letters, then those of every brand it is compatible with. */
  readonly brands: readonly [major: string, ...compatible: string[]];
}

/** Everything but frames and ballast, at most: the movie box has a length for each frame. */
const headBytes = 1024;

/**
 * A format of ISO base media: a short film in H.264 for every player. What it does not fill follows the frames in the media data box, where no
 * table points at it (ISO/IEC 14496-12, 8.1.1).
 */
export function movieFormat({ extension, type, brands }: MovieKind): FileFormat {
  const [major, ...compatible] = brands;
  const fileType = box('ftyp', Buffer.from(major), bigEndian(0x200, 4), ...compatible.map((brand) => Buffer.from(brand)));

  function* movie(size: number, seed: ContentSeed): Generator<Uint8Array> {
    const clip = videoClip(size - headBytes, seed);
    const headLength = fileType.length + movieBox(clip, 0).length + wideBoxHeaderBytes;
    const framesLength = clip.frames.reduce((sum, frame) => sum + frame.length, 0);
    yield fileType;
    yield movieBox(clip, headLength);
    yield wideBoxHeader('mdat', size - headLength);
    yield* clip.frames;
    yield* bulkPieces(seed.bytes(), size - headLength - framesLength);
  }

  return {
    extension,
    kind: 'media',
    type,
    minimumBytes: headBytes + smallestClipBytes,
    chunks: (size, seed) => gathered(movie(size, seed)),
  };
}
