import { Command } from 'commander';
import type { Host } from '../host.ts';
import { addPlaceOptions } from './place-options.ts';

/** `rushhour explain FILE...` or `rushhour explain ACTION URL`: who takes what; sends nothing. */
export function explainCommand(host: Host): Command {
  const command = new Command('explain')
    .description('show which plugin takes each instruction, and why the others do not; sends nothing')
    .argument('<what...>', 'a plan, scenario files and folders of them, or an action and a URL')
    .usage('[options] <file...> | <action> <url>');
  return addPlaceOptions(command).action(async (words: readonly string[], raw: Readonly<Record<string, unknown>>) => {
    const { explain } = await import('../explain/explain.ts');
    host.setExitCode(await explain(words, raw, host));
  });
}
