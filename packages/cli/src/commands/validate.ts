import { Command } from 'commander';
import type { Host } from '../host.ts';
import { addPlaceOptions } from './place-options.ts';

/** `rushhour validate FILE...`: every problem with its place; sends nothing. */
export function validateCommand(host: Host): Command {
  const command = new Command('validate')
    .description('report every problem in a plan or in scenarios, with its place; sends nothing')
    .argument('<file...>', 'a plan, or scenario files and folders of them');
  return addPlaceOptions(command).action(async (files: readonly string[], raw: Readonly<Record<string, unknown>>) => {
    const { validateFiles } = await import('../run/validate-files.ts');
    host.setExitCode(await validateFiles(files, raw, host));
  });
}
