import { bigEndian } from '../bytes/integers.ts';
import { box, fullBox } from './box.ts';
import type { VideoClip } from './video-clip.ts';

/** Milliseconds. */
const timescale = 1000;
/** No turning, no stretching: 1, 0, 0, 0, 1, 0, 0, 0, 1 as fixed-point numbers. */
const matrix = Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map((value) => bigEndian(value, 4)));

/**
 * The movie box of a clip (ISO/IEC 14496-12, 8.2; the same in the QuickTime File Format Specification): one track, whose frames lie behind one another.
 *
 * @param firstFrameAt - where in the file they begin; below 4 GiB
 */
export function movieBox(clip: VideoClip, firstFrameAt: number): Buffer {
  const frameDuration = timescale / clip.framesPerSecond;
  const duration = bigEndian(clip.frames.length * frameDuration, 4);
  const times = Buffer.alloc(8);
  return box(
    'moov',
    fullBox(
      'mvhd',
      0,
      times,
      bigEndian(timescale, 4),
      duration,
      bigEndian(0x10000, 4),
      bigEndian(0x0100, 2),
      Buffer.alloc(10),
      matrix,
      Buffer.alloc(24),
      bigEndian(2, 4),
    ),
    box(
      'trak',
      fullBox(
        'tkhd',
        3,
        times,
        bigEndian(1, 4),
        Buffer.alloc(4),
        duration,
        Buffer.alloc(16),
        matrix,
        bigEndian(clip.width, 2),
        Buffer.alloc(2),
        bigEndian(clip.height, 2),
        Buffer.alloc(2),
      ),
      box(
        'mdia',
        fullBox('mdhd', 0, times, bigEndian(timescale, 4), duration, bigEndian(0x55c4, 2), Buffer.alloc(2)),
        fullBox('hdlr', 0, Buffer.alloc(4), Buffer.from('vide'), Buffer.alloc(12), Buffer.from('Video\0')),
        box(
          'minf',
          fullBox('vmhd', 1, Buffer.alloc(8)),
          box('dinf', fullBox('dref', 0, bigEndian(1, 4), fullBox('url ', 1))),
          box(
            'stbl',
            fullBox('stsd', 0, bigEndian(1, 4), sampleEntry(clip)),
            fullBox('stts', 0, bigEndian(1, 4), bigEndian(clip.frames.length, 4), bigEndian(frameDuration, 4)),
            fullBox('stsc', 0, bigEndian(1, 4), bigEndian(1, 4), bigEndian(clip.frames.length, 4), bigEndian(1, 4)),
            fullBox(
              'stsz',
              0,
              Buffer.alloc(4),
              bigEndian(clip.frames.length, 4),
              ...clip.frames.map((frame) => bigEndian(frame.length, 4)),
            ),
            fullBox('stco', 0, bigEndian(1, 4), bigEndian(firstFrameAt, 4)),
          ),
        ),
      ),
    ),
  );
}

/** A visual sample entry (14496-12, 12.1.3) of H.264 (14496-15, 5.4.2.1). */
function sampleEntry(clip: VideoClip): Buffer {
  return box(
    'avc1',
    Buffer.alloc(6),
    bigEndian(1, 2),
    Buffer.alloc(16),
    bigEndian(clip.width, 2),
    bigEndian(clip.height, 2),
    bigEndian(0x480000, 4),
    bigEndian(0x480000, 4),
    Buffer.alloc(4),
    bigEndian(1, 2),
    Buffer.alloc(32),
    bigEndian(24, 2),
    bigEndian(0xffff, 2),
    box('avcC', clip.configuration),
  );
}
