import { Readable } from 'node:stream';
import type { DataRow } from '../people/feeder.ts';
import type { Problem } from '../scenario/problem.ts';
import { quoted } from '../support/quoted.ts';
import { faultOfColumn, mostRows } from './read-rows.ts';

/** Problems of one file told at once. */
const mostProblems = 10;

/** Characters of one record at most. */
const longestRecord = 1024 * 1024;

/** Characters handed to the parser at a time, so that a large file does not hold up a run. */
const pieceLength = 64 * 1024;

/** Rows of a data file, and what is wrong with it. */
export interface ParsedRows {
  readonly rows: readonly DataRow[];
  readonly problems: readonly Problem[];
}

/** Parses CSV (RFC 4180) with a header line; every row has as many values as the header. Never rejects; the library is loaded at the first call. */
export async function parseCsvRows(text: string, file: string): Promise<ParsedRows> {
  const { parse } = await import('csv-parse');
  const problems: Problem[] = [];
  const rows: DataRow[] = [];
  let columns: readonly string[] | undefined;
  const report = (line: number, message: string, hint: string) => problems.push({ position: { file, line, column: 1 }, message, hint });
  const parser = parse({ relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: longestRecord });
  const records: AsyncIterable<{ readonly record: readonly string[]; readonly info: { readonly lines: number } }> = Readable.from(
    pieces(text),
  ).pipe(parser);
  try {
    for await (const { record, info } of records) {
      if (columns === undefined) {
        columns = record.map((name) => name.trim());
        for (const message of headerFaults(columns)) report(1, message, 'Give each column a name of its own.');
        if (problems.length > 0) break;
        continue;
      }
      if (record.length !== columns.length) {
        const values = record.length === 1 ? '1 value' : `${record.length} values`;
        report(info.lines, `The row has ${values}, and the header has ${columns.length}.`, 'Put values with commas between double quotes.');
      }
      if (rows.length === mostRows) report(info.lines, `The file has more than ${mostRows} rows.`, 'Give fewer.');
      if (problems.length >= mostProblems || rows.length === mostRows) break;
      rows.push(Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ''])));
    }
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 1;
    report(line, 'This is not valid CSV.', 'Look for a double quote that is left open; inside quotes a quote is written twice.');
  }
  if (rows.length === 0 && problems.length === 0) report(1, 'The file has no rows.', 'Write a header line, then a line for each row.');
  return { rows, problems };
}

function headerFaults(columns: readonly string[]): readonly string[] {
  const faults = columns.flatMap((column) => faultOfColumn(column)?.reason ?? []).map((reason) => `The header ${reason}.`);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  return twice === undefined || faults.length > 0 ? faults : [`The header has the column ${quoted(twice)} twice.`];
}

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += pieceLength) yield text.slice(start, start + pieceLength);
}
