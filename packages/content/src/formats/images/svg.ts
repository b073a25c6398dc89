import type { Random } from '@rushhour/core';
import { gathered } from '../bytes/gathered.ts';
import type { BulkBytes } from '../../seed/bulk-bytes.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';

const openingFor = (colour: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" color="${colour}">\n`;
const openingBytes = openingFor('#000000').length;
const closing = '</svg>\n';
const commentOpening = '<!--';
const commentClosing = '-->\n';
const commentFrame = commentOpening.length + commentClosing.length;
/** Readers refuse nodes of some megabytes. */
const longestComment = 64 * 1024;
const shapeRoom = 80;
const mostShapes = 2000;

/**
 * SVG 1.1 (W3C): circles and rectangles of many colours. What shapes do not fill is text in comments, such as editors keep theirs in.
 */
export const svg: FileFormat = {
  extension: 'svg',
  kind: 'images',
  type: 'image/svg+xml',
  minimumBytes: openingBytes + commentFrame + closing.length,
  chunks: (size, seed) => gathered(drawing(size, seed)),
};

function* drawing(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const room = size - openingBytes - closing.length - commentFrame;
  const shapes = drawShapes(seed.random(), Math.min(mostShapes, Math.floor(room / shapeRoom)));
  yield Buffer.from(openingFor(drawColour(seed.random())) + shapes);
  const bytes = seed.bytes();
  let left = room + commentFrame - shapes.length;
  while (left > 0) {
    // What follows is nothing, or has room for a comment.
    const length = left <= longestComment ? left : Math.min(longestComment, left - commentFrame);
    yield Buffer.from(commentOpening + letters(bytes, length - commentFrame) + commentClosing);
    left -= length;
  }
  yield Buffer.from(closing);
}

/** Elements of ASCII letters, each shorter than `shapeRoom`. */
function drawShapes(random: Random, count: number): string {
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const x = random.below(640);
    const y = random.below(480);
    const width = 5 + random.below(120);
    const fill = drawColour(random);
    text +=
      random.next() < 0.5
        ? `<circle cx="${x}" cy="${y}" r="${width}" fill="${fill}"/>\n`
        : `<rect x="${x}" y="${y}" width="${width}" height="${5 + random.below(90)}" fill="${fill}"/>\n`;
  }
  return text;
}

function drawColour(random: Random): string {
  return `#${random
    .below(2 ** 24)
    .toString(16)
    .padStart(6, '0')}`;
}

/** That many letters, digits, `+` and `/`. */
function letters(bytes: BulkBytes, count: number): string {
  return Buffer.from(bytes.next(Math.ceil((count * 3) / 4) + 1))
    .toString('base64')
    .slice(0, count);
}
