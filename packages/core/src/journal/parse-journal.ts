import { RushhourError } from '../errors/rushhour-error.ts';
import type { JournalEntry, JournalHeader } from './journal.ts';
import { readEntry, readHeader } from './read-journal-record.ts';

/** A journal as it was read. */
export interface Journal {
  readonly header: JournalHeader;
  readonly entries: readonly JournalEntry[];
  /** Whether the last line was cut off, as a crash leaves it; it is not among the entries. */
  readonly truncated: boolean;
}

/**
 * Reads a journal (NDJSON). A last line that is cut off is left out.
 *
 * @throws `input_invalid` with file and line when it is not a journal.
 */
export function parseJournal(text: string, file = 'journal'): Journal {
  const reader = createJournalReader(file);
  reader.write(text);
  return reader.end();
}

/**
 * Reads a journal piece by piece, so that a large one is never in memory as text: pieces may end anywhere.
 *
 * @throws `input_invalid` with file and line when it is not a journal.
 *
 * @example
 * ```ts
 * const journal = await readJournal(createReadStream(file, 'utf8'), file);
 * ```
 */
export async function readJournal(pieces: AsyncIterable<string>, file = 'journal'): Promise<Journal> {
  const reader = createJournalReader(file);
  for await (const piece of pieces) reader.write(piece);
  return reader.end();
}

interface JournalReader {
  write(piece: string): void;
  end(): Journal;
}

function createJournalReader(file: string): JournalReader {
  const entries: JournalEntry[] = [];
  let header: JournalHeader | undefined;
  let line = 0;
  /** What no line feed closes yet. */
  let rest = '';

  const fail = (what: string): never => {
    throw new RushhourError('input_invalid', { message: `${file}:${line}:1: ${what}.`, hint: 'Give a file that `--journal` wrote.' });
  };

  const accept = (record: Readonly<Record<string, unknown>>) => {
    if (header === undefined) {
      if (record['journal'] !== 1) fail('the first line is not the header of a journal of version 1');
      const read = readHeader(record);
      if (typeof read === 'string') fail(read);
      else header = read;
    } else {
      const read = readEntry(record);
      if (typeof read === 'string') fail(read);
      else entries.push(read);
    }
  };

  const takeLine = (text: string) => {
    line += 1;
    if (text.trim() === '') return;
    const record = parseRecord(text);
    if (record === undefined) fail('the line is not a JSON object');
    else accept(record);
  };

  return {
    write(piece) {
      let from = 0;
      for (let at = piece.indexOf('\n'); at !== -1; at = piece.indexOf('\n', from)) {
        takeLine(rest + piece.slice(from, at));
        rest = '';
        from = at + 1;
      }
      rest += piece.slice(from);
    },
    end() {
      line += 1;
      const record = parseRecord(rest);
      // Only what no line feed closes can have been cut off.
      const truncated = record === undefined && rest.trim() !== '';
      if (record !== undefined) accept(record);
      if (header === undefined) {
        line = 1;
        return fail('the first line is not the header of a journal of version 1');
      }
      return { header, entries, truncated };
    },
  };
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
