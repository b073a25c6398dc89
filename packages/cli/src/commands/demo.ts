import { Command } from 'commander';
import type { Host } from '../host.ts';

/** `rushhour demo`: a small shop on loopback and people who visit it. */
export function demoCommand(host: Host): Command {
  return new Command('demo')
    .description('start a small shop on this machine and play people against it')
    .option('--users <n>', 'visitors (default 20)')
    .option('--duration <time>', 'how long they stay (default 20s)')
    .option('--seed <text>', 'play the same visitors again')
    .option('--port <n>', 'port of the shop (default: a free one)')
    .option('--save <folder>', 'keep the scenario files there')
    .option('--serve', 'only open the shop, until Ctrl+C, to look at it or to play your own scenarios against it')
    .option('--summary <file>', 'write the summary as JSON (- for standard output)')
    .option('--journal <file>', 'write what was done, one JSON object a line')
    .option('--quiet', 'show nothing but errors')
    .option('--no-color', 'show no colours')
    .action(async (raw: Readonly<Record<string, unknown>>) => {
      const { runDemo } = await import('../demo/run-demo.ts');
      host.setExitCode(await runDemo(raw, host));
    });
}
