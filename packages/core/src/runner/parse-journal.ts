import { RushhourError } from '../errors/rushhour-error.ts';
import type { JournalEntry, JournalHeader } from './journal.ts';

/** A journal as it was read. */
export interface Journal {
  readonly header: JournalHeader;
  readonly entries: readonly JournalEntry[];
  /** Whether the last line was cut off, as a crash leaves it; it is not among the entries. */
  readonly truncated: boolean;
}

/**
 * Reads a journal (NDJSON). A last line that is cut off is left out.
 * @throws `input_invalid` with file and line when it is not a journal.
 */
export function parseJournal(text: string, file = 'journal'): Journal {
  const lines = text.split('\n');
  const last = lines.length - 1;
  const [header, ...entries] = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const record = parseRecord(line);
    if (record !== undefined) return [record];
    // Only what no line feed closes can have been cut off.
    if (index === last) return [];
    throw broken(file, index + 1, 'the line is not a JSON object');
  });
  const truncated = (lines[last] ?? '').trim() !== '' && parseRecord(lines[last] ?? '') === undefined;
  if (header === undefined || header['journal'] !== 1) throw broken(file, 1, 'the first line is not the header of a journal of version 1');
  // The boundary of the format: the writer is the runner, and the two lines above told its version.
  return { header: header as unknown as JournalHeader, entries: entries as unknown as readonly JournalEntry[], truncated };
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function broken(file: string, line: number, what: string): RushhourError {
  return new RushhourError('input_invalid', {
    message: `${file}:${line}:1: ${what}.`,
    hint: 'Give a file that `--journal` wrote.',
  });
}
