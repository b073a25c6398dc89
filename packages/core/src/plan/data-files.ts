import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { Fault } from '../scenario/problem.ts';
import { parseCsvRows, type ParsedRows } from './parse-csv-rows.ts';
import { parseJsonRows } from './parse-json-rows.ts';
import { readTextFile } from './text-files.ts';

/** Rows of a file and the SHA-256 of its text, or why it could not be read at all. */
export type LoadedRows = (ParsedRows & { readonly digest: string; readonly fault?: undefined }) | { readonly fault: Fault };

/** Reads rows of a CSV or JSON file of 64 MiB at most. Never rejects. */
export async function loadDataFile(file: string): Promise<LoadedRows> {
  const extension = extname(file).toLowerCase();
  if (extension !== '.csv' && extension !== '.json') {
    return { fault: { message: 'It has an unknown extension.', hint: 'Data files end in `.csv` or `.json`.' } };
  }
  const { text, fault } = await readTextFile(file, { mostMiB: 64 });
  if (text === undefined) return { fault };
  const parsed = extension === '.csv' ? await parseCsvRows(text, file) : parseJsonRows(text, file);
  return { ...parsed, digest: createHash('sha256').update(text).digest('hex') };
}
