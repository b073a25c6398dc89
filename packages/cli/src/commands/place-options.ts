import { Option, type Command } from 'commander';
import { runOptionTable, type RunOption } from '../run/run-option-table.ts';
import { gather } from './gather.ts';

/** The options of `run` that say where traffic goes and who plays it. */
const names: ReadonlySet<string> = new Set(['--base', '--allow', '--plugin', '--files', '--no-color']);

/** Adds the options that commands without traffic share with `run`, and those that are named. */
export function addPlaceOptions(command: Command, others: readonly string[] = []): Command {
  const table: readonly RunOption[] = runOptionTable;
  for (const { flags, description, repeatable = false } of table) {
    const name = flags.split(' ', 1)[0] ?? '';
    if (!names.has(name) && !others.includes(name)) continue;
    const option = new Option(flags, description);
    command.addOption(repeatable ? option.argParser(gather) : option);
  }
  return command;
}
