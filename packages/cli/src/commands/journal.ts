import { Command } from 'commander';
import type { Host } from '../host.ts';

/** `rushhour journal --canonical FILE`: what two runs of one seed are compared by. */
export function journalCommand(host: Host): Command {
  return new Command('journal')
    .description('print a journal in its canonical form: sorted by user, play and index, without times')
    .argument('<file>', 'a journal that `run --journal` wrote')
    .option('--canonical', 'the canonical form, the only one there is')
    .action(async (file: string) => {
      const [{ readFile }, { resolve }, { canonicalJournal, parseJournal, RushhourError }] = await Promise.all([
        import('node:fs/promises'),
        import('node:path'),
        import('@rushhour/core'),
      ]);
      let text: string;
      try {
        text = await readFile(resolve(host.cwd, file), 'utf8');
      } catch (cause) {
        throw new RushhourError('option_invalid', {
          message: `The journal "${file}" could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
          hint: 'Name a file that `--journal` wrote.',
          cause,
        });
      }
      const journal = parseJournal(text, file);
      if (journal.truncated) host.stderr.write(`${file}: the last line was cut off and is left out.\n`);
      host.stdout.write(canonicalJournal(journal));
    });
}
