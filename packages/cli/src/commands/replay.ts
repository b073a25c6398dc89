import { Command } from 'commander';
import type { Host } from '../host.ts';
import { gather } from './gather.ts';
import { addPlaceOptions } from './place-options.ts';

/** Options of `run` that make sense where it is known what everybody does. */
const shared = [
  '--speed',
  '--duration',
  '--downloads',
  '--verbose',
  '--summary',
  '--report',
  '--journal',
  '--quiet',
  '--contact',
  '--ca',
  '--proxy',
  '--host',
  '--http2',
  '--stats-every',
  '--log',
  '--log-size',
  '--log-keep',
];

/** `rushhour replay JOURNAL`: issues the requests of a journal again. */
export function replayCommand(host: Host): Command {
  const command = new Command('replay')
    .description('issue the requests of a journal again, at the recorded times')
    .argument('<journal>', 'a journal that `run --journal` wrote')
    .option('--plan <file>', 'the plan or the scenarios it was played from, for plugins, secrets and files; repeatable', gather);
  return addPlaceOptions(command, shared).action(async (file: string, raw: Readonly<Record<string, unknown>>) => {
    const { replayJournal } = await import('../replay/replay-journal.ts');
    host.setExitCode(await replayJournal(file, raw, host));
  });
}
