import { createPicture } from '../images/picture.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import { h264Stream, macroblockSide } from './h264.ts';

/** A short film, the same for the same seed and room. */
export interface VideoClip {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** What a decoder has to know; see `H264Stream`. */
  readonly configuration: Buffer;
  readonly frames: readonly Buffer[];
}

const framesPerSecond = 5;
const mostFrames = 12;
const bytesPerMacroblock = 386;
/** What a frame and its place in a container take beside macroblocks, at most. */
const frameOverhead = 32;

/** The room the smallest clip needs. */
export const smallestClipBytes = bytesPerMacroblock + frameOverhead;

/** A clip of moving waves whose frames fit into that many bytes (at least {@link smallestClipBytes}): larger first, then longer. */
export function videoClip(room: number, seed: ContentSeed): VideoClip {
  const [columns, rows] = room < 50_000 ? [1, 1] : [6, 4];
  const frameBytes = columns * rows * bytesPerMacroblock + frameOverhead;
  const count = Math.max(1, Math.min(mostFrames, Math.floor(room / frameBytes)));
  const stream = h264Stream({ columns, rows });
  const size = { width: columns * macroblockSide, height: rows * macroblockSide };
  return {
    ...size,
    framesPerSecond,
    configuration: stream.configuration,
    frames: Array.from({ length: count }, (_, number) => stream.frame(createPicture(seed.random(), { ...size, frame: number }), number)),
  };
}
