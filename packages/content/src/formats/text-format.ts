import type { Random } from '@rushhour/core';
import { drawText } from '../words/words.ts';
import type { FileFormat } from './file-format.ts';

/** How a text of any length is put together: an opening, as many units as fit, and lines of plain words that fill it to the byte. All ASCII. */
export interface TextShape {
  /** Opens the text. */
  head(random: Random): string;
  /** A function, a row, a paragraph: complete in itself, and unlike the others by its index. */
  unit(random: Random, index: number): string;
  /** Stands between the units and the lines that fill. @default nothing */
  readonly beforeFill?: string;
  /** What a line of words stands in: `['# ', '']`, `['<!-- ', ' -->']`. */
  readonly fill: readonly [open: string, close: string];
  /** Closes the text. @default nothing */
  readonly foot?: string;
}

/** Units of a text at most; what is longer is filled, or compilers would have to take more functions than they can. */
const mostUnits = 4000;
const pieceBytes = 64 * 1024;
/** Characters of words in a line. */
const lineLength = 80;

/** The format of a text. Its smallest file has 100 bytes; the head, the foot and one line must fit into these. */
export function textFormat(about: Pick<FileFormat, 'extension' | 'kind' | 'type'>, shape: TextShape): FileFormat {
  return {
    ...about,
    minimumBytes: 100,
    *chunks(size, seed) {
      for (const piece of textPieces(shape, size, seed.random())) yield typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    },
  };
}

function* textPieces(shape: TextShape, size: number, random: Random): Generator<string | Buffer, void> {
  const { beforeFill = '', foot = '', fill } = shape;
  const leastFill = fill[0].length + fill[1].length + 1;
  const units = random.fork('units');
  let text = shape.head(random.fork('head'));
  let left = size - text.length - beforeFill.length - foot.length;
  for (let index = 0; index < mostUnits; index += 1) {
    const unit = shape.unit(units, index);
    if (left - unit.length < leastFill) break;
    text += unit;
    left -= unit.length;
    if (text.length < pieceBytes) continue;
    yield text;
    text = '';
  }
  yield text + beforeFill;
  yield* filling(fill, left, random.fork('fill'));
  if (foot !== '') yield foot;
}

/** Lines of words, `length` characters together, at least a line without words. A page of them is made once and repeats. */
function* filling(fill: TextShape['fill'], length: number, random: Random): Generator<string | Buffer, void> {
  let left = length;
  if (left > 2 * pieceBytes) {
    const page = Buffer.from(fillLines(fill, pieceBytes, random), 'latin1');
    for (; left > 2 * pieceBytes; left -= pieceBytes) yield page;
  }
  yield fillLines(fill, left, random);
}

function fillLines([open, close]: TextShape['fill'], length: number, random: Random): string {
  const empty = open.length + close.length + 1;
  let lines = '';
  for (let left = length; left > 0; left = length - lines.length) {
    const words = Math.min(left - empty, lineLength);
    const rest = left - empty - words;
    // What is left must be nothing, or at least a line without words.
    lines += `${open}${drawText(random, rest > 0 && rest < empty ? words - empty : words)}${close}\n`;
  }
  return lines;
}
