import { parse as parseCsv } from 'csv-parse/sync';
import { expect } from 'vitest';
import type { FormatCheck, MadeFile } from '../format-check.ts';

export const textChecks: Readonly<Record<string, FormatCheck>> = {
  txt: { detected: 'text/plain', readers: 'as ASCII', open: (files) => forEachText(files, () => undefined) },
  md: { detected: 'text/plain', readers: 'as ASCII', open: (files) => forEachText(files, (text) => expect(text).toMatch(/^# /)) },
  csv: {
    detected: 'text/csv',
    readers: 'csv-parse',
    open: (files) => forEachText(files, (text) => expect(parseCsv(text, { columns: true }).length).toBeGreaterThan(0)),
  },
  rtf: { detected: 'text/rtf', readers: 'its braces, paragraphs and control words', open: (files) => forEachText(files, readRtf) },
};

/** Hands over the text of each file; control characters are refused. */
export function forEachText(files: readonly MadeFile[], read: (text: string, file: MadeFile) => void): void {
  for (const file of files) {
    const text = file.bytes.toString('latin1');
    expect(/[^\n\t -~]/.exec(text)).toBeNull();
    read(text, file);
  }
}

/** There is no reader of RTF without an office suite: groups must close, and every control word be one of those meant. */
function readRtf(text: string): void {
  const known = new Set(['rtf', 'ansi', 'deff', 'fonttbl', 'f', 'pard', 'sb', 'b', 'par']);
  for (const [, word = ''] of text.matchAll(/\\([a-z]+)/g)) expect(known).toContain(word);
  let depth = 0;
  for (const [brace] of text.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  expect(depth).toBe(0);
}
