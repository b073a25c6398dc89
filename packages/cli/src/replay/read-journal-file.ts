import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { isRushhourError, readJournal, RushhourError, type Journal } from '@rushhour/core';

/**
 * Reads a journal from disk, piece by piece.
 * @throws RushhourError `option_invalid` when it cannot be read, `input_invalid` when it is no journal
 */
export async function readJournalFile(file: string, { cwd }: { readonly cwd: string }): Promise<Journal> {
  try {
    return await readJournal(createReadStream(resolve(cwd, file), 'utf8'), file);
  } catch (cause) {
    if (isRushhourError(cause)) throw cause;
    throw new RushhourError('option_invalid', {
      message: `The journal "${file}" could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Name a file that `--journal` wrote.',
      cause,
    });
  }
}
