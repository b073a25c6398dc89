import { Option, type Command } from 'commander';
import { runOptionTable, type RunOption } from '../run/run-option-table.ts';
import { gather } from './gather.ts';

/** The options of `run` that say where traffic goes and who plays it. */
const names: ReadonlySet<string> = new Set(['--base', '--allow', '--plugin', '--files', '--no-color']);

/** Adds the options that commands without traffic share with `run`. */
export function addPlaceOptions(command: Command): Command {
  const table: readonly RunOption[] = runOptionTable;
  for (const { flags, description, repeatable = false } of table) {
    if (!names.has(flags.split(' ', 1)[0] ?? '')) continue;
    const option = new Option(flags, description);
    command.addOption(repeatable ? option.argParser(gather) : option);
  }
  return command;
}
