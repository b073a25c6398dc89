import { Command } from 'commander';
import type { Host } from '../host.ts';
import { addPlaceOptions } from './place-options.ts';

/** `rushhour cleanup FILE...`: removes what earlier runs left. */
export function cleanupCommand(host: Host): Command {
  const command = new Command('cleanup')
    .description('remove what earlier runs of a plan created and left; never what belongs to a run that goes on, or to somebody else')
    .argument('<file...>', 'a plan, or scenario files and folders of them')
    .option('--dry-run', 'list it and remove nothing')
    .option('--json', 'print each thing as a JSON object on a line of its own');
  return addPlaceOptions(command, ['--quiet', '--ca', '--proxy', '--host', '--contact']).action(
    async (files: readonly string[], raw: Readonly<Record<string, unknown>>) => {
      const { cleanUpFiles } = await import('../cleanup/clean-up-files.ts');
      host.setExitCode(await cleanUpFiles(files, raw, host));
    },
  );
}
