import type { Fault } from './problem.ts';

/** One word of a line of the line format. */
export interface LineToken {
  /** The word without its quotes; for `key=value` the value alone. */
  readonly text: string;
  /** Set for `key=value`. */
  readonly key?: string;
  /** Whether it was in quotes; then it is never `-` or `key=value`. */
  readonly quoted: boolean;
  /** Where the word begins, key and quotes included. Columns count from 1. */
  readonly column: number;
  /** Where the text begins, after key and quote. */
  readonly textColumn: number;
}

/** A fault at a column of a line. */
export interface LineFault extends Fault {
  readonly column: number;
}

const keyPrefix = /[A-Za-z][\w.-]*=/y;
const controlCharacter = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/;

/**
 * Splits a line of the line format into words: white space separates, quotes hold together (at the start of a word and after `key=`),
 * `#` at the start of a word begins a comment.
 *
 * @param start index to begin at, for what follows the word of a header
 */
export function readLine(line: string, start = 0): { readonly tokens: readonly LineToken[]; readonly fault?: LineFault } {
  const tokens: LineToken[] = [];
  const control = controlCharacter.exec(line);
  if (control !== null) {
    const message = `The line contains the control character ${JSON.stringify(control[0])}.`;
    return { tokens, fault: { column: control.index + 1, message, hint: 'Remove it.' } };
  }
  let index = start;
  for (;;) {
    while (index < line.length && isSpace(line, index)) index += 1;
    if (index >= line.length || line[index] === '#') return { tokens };
    const column = index + 1;
    keyPrefix.lastIndex = index;
    const key = keyPrefix.exec(line)?.[0].slice(0, -1);
    if (key !== undefined) index += key.length + 1;
    const quote = line[index];
    if (quote === '"' || quote === "'") {
      const piece = readQuoted(line, index, quote);
      if (piece === undefined) {
        return { tokens, fault: { column: index + 1, message: 'A quote is opened and never closed.', hint: `Close it with ${quote}.` } };
      }
      tokens.push({ text: piece.text, ...(key !== undefined && { key }), quoted: true, column, textColumn: index + 2 });
      index = piece.end;
      if (index < line.length && !isSpace(line, index)) {
        const message = 'A closing quote is followed by more text.';
        return { tokens, fault: { column: index + 1, message, hint: 'Put white space after the quote, or all of it between quotes.' } };
      }
    } else {
      const textColumn = index + 1;
      while (index < line.length && !isSpace(line, index)) index += 1;
      tokens.push({ text: line.slice(textColumn - 1, index), ...(key !== undefined && { key }), quoted: false, column, textColumn });
    }
  }
}

/** The text between two quotes and the index behind them; undefined when they are never closed. Backslashes escape in double quotes only. */
function readQuoted(line: string, open: number, quote: '"' | "'"): { readonly text: string; readonly end: number } | undefined {
  let text = '';
  for (let index = open + 1; index < line.length; index += 1) {
    const next = line[index + 1];
    if (line[index] === quote) return { text, end: index + 1 };
    if (quote === '"' && line[index] === '\\' && (next === '"' || next === '\\')) index += 1;
    text += line[index] ?? '';
  }
  return undefined;
}

function isSpace(line: string, index: number): boolean {
  return /\s/.test(line.charAt(index));
}
