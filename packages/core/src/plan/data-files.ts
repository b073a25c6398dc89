import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { parseCsvRows, type ParsedRows } from './parse-csv-rows.ts';
import { parseJsonRows } from './parse-json-rows.ts';
import { readTextFile } from './text-files.ts';

/** Rows of a file, and the SHA-256 of its text. */
export interface LoadedRows extends ParsedRows {
  readonly digest?: string;
}

/** Reads rows of a CSV or JSON file of 64 MiB at most. Never rejects. */
export async function loadDataFile(file: string): Promise<LoadedRows> {
  const position = { file, line: 1, column: 1 };
  const extension = extname(file).toLowerCase();
  if (extension !== '.csv' && extension !== '.json') {
    return {
      rows: [],
      problems: [{ position, message: 'The data file has an unknown extension.', hint: 'Data files end in `.csv` or `.json`.' }],
    };
  }
  const { text, fault } = await readTextFile(file, { mostMiB: 64 });
  if (text === undefined) return { rows: [], problems: [{ position, ...fault }] };
  const parsed = extension === '.csv' ? await parseCsvRows(text, file) : parseJsonRows(text, file);
  return { ...parsed, digest: createHash('sha256').update(text).digest('hex') };
}
