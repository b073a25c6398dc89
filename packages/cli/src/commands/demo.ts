import { Argument, Command } from 'commander';
import type { Host } from '../host.ts';

/** `rushhour demo`: a small shop on loopback and people who visit it, or an office and its day. */
export function demoCommand(host: Host): Command {
  return new Command('demo')
    .description('start a small shop on this machine and play people against it; with an object store: an office and its day')
    .addArgument(new Argument('[what]', 'who is played').choices(['shop', 'office']).default('shop'))
    .option('--users <n>', 'visitors of the shop (default 20); in the office there are ten people')
    .option('--duration <time>', 'how long it lasts (default 20s; the day of the office 60s)')
    .option('--seed <text>', 'play the same people again')
    .option('--port <n>', 'port of the shop, the store takes the next one (default: free ones)')
    .option('--save <folder>', 'keep the plan and the scenario files there')
    .option('--serve', 'only open what is played, until Ctrl+C, to look at it or to play your own scenarios against it')
    .option('--summary <file>', 'write the summary as JSON (- for standard output)')
    .option('--journal <file>', 'write what was done, one JSON object a line')
    .option('--quiet', 'show nothing but errors')
    .option('--no-color', 'show no colours')
    .action(async (what: string, raw: Readonly<Record<string, unknown>>) => {
      if (what === 'office') {
        const { runOfficeDemo } = await import('../demo/run-office-demo.ts');
        host.setExitCode(await runOfficeDemo(raw, host));
        return;
      }
      const { runDemo } = await import('../demo/run-demo.ts');
      host.setExitCode(await runDemo(raw, host));
    });
}
