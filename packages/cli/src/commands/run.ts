import { Command, Option } from 'commander';
import type { Host } from '../host.ts';
import { runOptionTable, type RunOption } from '../run/run-option-table.ts';
import { gather } from './gather.ts';

/** `rushhour run FILE...`: plays a plan, or scenario files. */
export function runCommand(host: Host): Command {
  const command = new Command('run')
    .description('play a plan, or scenario files and folders')
    .argument('<file...>', 'one plan (*.yaml with profiles), or scenario files (*.txt, *.scenario, *.yaml) and folders of them')
    .addHelpText('after', '\nWithout a limit a run is endless; Ctrl+C ends it and shows the summary.');
  const table: readonly RunOption[] = runOptionTable;
  for (const { flags, description, repeatable = false } of table) {
    const option = new Option(flags, description);
    command.addOption(repeatable ? option.argParser(gather) : option);
  }
  return command.action(async (files: readonly string[], raw: Readonly<Record<string, unknown>>) => {
    const { runFiles } = await import('../run/run-files.ts');
    host.setExitCode(await runFiles(files, raw, host));
  });
}
