/**
 * Runs the benchmarks and prints each figure beside what was promised: `+` kept, `-` not. Ratios are taken within one run, because
 * machines are noisy; absolute figures are for orientation.
 *
 *     npm run bench                    all of them, a few minutes
 *     npm run bench -- --short         a look that everything works
 *     npm run bench -- engine command  some of them
 */
import { parseArgs } from 'node:util';
import { arrivals } from './arrivals.ts';
import { commandThroughput } from './command-throughput.ts';
import { content } from './content.ts';
import { engine } from './engine.ts';
import { killNineBench } from './kill-nine.ts';
import { formatFigure, type Benchmark } from './measurement.ts';
import { office } from './office.ts';
import { people } from './people.ts';
import { planning } from './planning.ts';
import { s3 } from './s3.ts';
import { startup } from './startup.ts';
import { thinkingUsers } from './thinking-users.ts';
import { workers } from './workers.ts';

const benchmarks: readonly Benchmark[] = [
  engine,
  arrivals,
  planning,
  people,
  thinkingUsers,
  startup,
  workers,
  commandThroughput,
  content,
  s3,
  killNineBench,
  office,
];

const { values, positionals } = parseArgs({ options: { short: { type: 'boolean', default: false } }, allowPositionals: true });
const chosen = positionals.length === 0 ? benchmarks : benchmarks.filter(({ name }) => positionals.includes(name));
if (chosen.length === 0) throw new Error(`No such benchmark; there are ${benchmarks.map(({ name }) => name).join(', ')}.`);

for (const { name, run } of chosen) {
  process.stdout.write(`${name}\n`);
  for (const figure of await run({ short: values.short })) process.stdout.write(`  ${formatFigure(figure)}\n`);
}
