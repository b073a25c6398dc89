import { resolve } from 'node:path';
import type { Host } from '../host.ts';
import { openJournalFile, type JournalFile } from '../journal-file.ts';
import { checkWritable } from '../summary-file.ts';

/**
 * Opens the journal `--journal` names, if any. One that cannot be written while the run lasts is told once; the traffic goes on.
 *
 * @throws RushhourError `option_invalid` when it cannot be written from the start
 */
export function openJournal(
  target: string | undefined,
  { cwd, say }: { readonly cwd: Host['cwd']; readonly say: (problem: string) => void },
): JournalFile | undefined {
  if (target === undefined) return undefined;
  const path = resolve(cwd, target);
  checkWritable('--journal', target, path);
  return openJournalFile(path, {
    onError: (error) => {
      const why = error instanceof Error ? error.message : String(error);
      say(`error: The journal "${target}" ends here, it could not be written: ${why}.`);
    },
  });
}
