import { Command } from 'commander';
import type { Host } from '../host.ts';
import { addPlaceOptions } from './place-options.ts';

/** `rushhour plan FILE`: what a plan will do; sends nothing. */
export function planCommand(host: Host): Command {
  const command = new Command('plan')
    .description('show the timetable of a plan: expected actions per profile and hour; sends nothing')
    .argument('<file>', 'a plan (*.yaml with profiles)')
    .option('--from <time>', 'begin at a date or a time, such as 2026-01-05 or 08:00 (default: midnight UTC of the start)')
    .option('--for <time>', 'look so far ahead (default 24h)')
    .option('--assume <time>', 'take every action to take so long, such as 200ms (default 0: closed paces are shown at most)')
    .option('--zone <name>', 'show times of this zone (default UTC)')
    .option('--arrivals', 'print every arrival, one JSON object a line')
    .option('--json', 'print the forecast as JSON')
    .option('--svg <file>', 'write the forecast as a picture');
  return addPlaceOptions(command, ['--seed', '--speed', '--scale', '--start', '--shard']).action(
    async (file: string, raw: Readonly<Record<string, unknown>>) => {
      const { showPlan } = await import('../plan/show-plan.ts');
      host.setExitCode(await showPlan(file, raw, host));
    },
  );
}
