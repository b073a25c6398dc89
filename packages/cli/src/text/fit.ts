import { stripVTControlCharacters } from 'node:util';

/** How many columns a text takes; colours take none. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

const colourSequence = /\u001b\[[\d;]*m/y;

/** Cuts a text to a number of columns, keeps its colours, and marks the cut with `…`. */
export function fit(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let result = '';
  let taken = 0;
  let coloured = false;
  for (let index = 0; index < text.length && taken < columns - 1;) {
    colourSequence.lastIndex = index;
    const sequence = colourSequence.exec(text)?.[0];
    if (sequence !== undefined) {
      coloured = true;
      result += sequence;
      index += sequence.length;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
    result += character;
    taken += 1;
    index += character.length;
  }
  return `${result}…${coloured ? '\u001b[0m' : ''}`;
}

/** Shortens a text that matters at both ends, such as a URL: `https://shop.ex…/checkout`. */
export function fitMiddle(text: string, columns: number): string {
  const characters = [...text];
  if (characters.length <= columns) return text;
  const head = Math.ceil((columns - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (columns - 1 - head)).join('')}`;
}
