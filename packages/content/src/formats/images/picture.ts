import type { Random } from '@rushhour/core';

/** A picture of red, green and blue, eight bits each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The pixels of a row from left to right, three bytes each, none of them below 16 or above 235. Not to be changed. */
  readonly row: (y: number) => Uint8Array;
}

/** What a picture is like. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** Which of a series of pictures: each flows on from the one before. @default 0 */
  readonly frame?: number;
}

/**
 * Waves of a colour gradient by seed. Every row is a window of one wide row, so that a row costs nothing to make.
 */
export function createPicture(random: Random, { width, height, frame = 0 }: PictureSize): Picture {
  const draw = random.fork('picture');
  const sway = 1 + draw.below(Math.max(1, width));
  const turns = 1 + draw.below(5);
  const lean = draw.next();
  const wide = gradient(draw, width, sway + 1);
  return {
    width,
    height,
    row(y) {
      // A parabola: what a sine is differs from one machine to another.
      const phase = ((y / height) * turns + frame / 25) % 1;
      const wave = 4 * phase * (1 - phase);
      const start = Math.floor(sway * ((1 - lean) * wave + (lean * y) / height));
      return wide.subarray(start * 3, (start + width) * 3);
    },
  };
}

/** A row of `width + extra` pixels that goes through colours of the seed. */
function gradient(draw: Random, width: number, extra: number): Uint8Array {
  const colours = Array.from({ length: 5 }, () => [channel(draw), channel(draw), channel(draw)] as const);
  const pixels = width + extra;
  const row = new Uint8Array(pixels * 3);
  for (let x = 0; x < pixels; x += 1) {
    const place = (x / pixels) * (colours.length - 1);
    const left = colours[Math.floor(place)] ?? grey;
    const right = colours[Math.floor(place) + 1] ?? left;
    const share = place % 1;
    row[x * 3] = left[0] + (right[0] - left[0]) * share;
    row[x * 3 + 1] = left[1] + (right[1] - left[1]) * share;
    row[x * 3 + 2] = left[2] + (right[2] - left[2]) * share;
  }
  return row;
}

const grey = [128, 128, 128] as const;

function channel(draw: Random): number {
  return 16 + draw.below(220);
}
