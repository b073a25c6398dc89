import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, type Benchmark } from './measurement.ts';
import { runAlone, script } from './run-alone.ts';

const users = 64;
const command = fileURLToPath(new URL('../packages/cli/src/bin.ts', import.meta.url));
const plugin = fileURLToPath(new URL('instant-plugin.ts', import.meta.url));

/** Two worker threads against one, pair by pair, with a plugin that returns at once; both cores are the generator's. */
export const workers: Benchmark = {
  name: 'workers',
  async run({ short }) {
    if (availableParallelism() < 2) return [];
    const rounds = short ? 1 : 5;
    const seconds = short ? 2 : 8;
    const folder = mkdtempSync(join(tmpdir(), 'rushhour-bench-'));
    try {
      const rates: { readonly one: number; readonly two: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        rates.push({ one: play(folder, { threads: 1, seconds }), two: play(folder, { threads: 2, seconds }) });
      }
      const { ratio } = (await runAlone(script('bare-threads.ts'), { isPinned: false })) as { readonly ratio: number };
      const shown = (rate: number) => Math.round(rate).toLocaleString('en');
      return [
        {
          name: '--workers 2, plugin that returns at once, of one',
          value: median(rates.map(({ one, two }) => two / one)),
          unit: 'ratio',
          asked: { atLeast: 1.7 },
          note: `${shown(median(rates.map(({ two }) => two)))} against ${shown(median(rates.map(({ one }) => one)))} actions/s, median of ${rounds}`,
        },
        { name: 'two threads that only reckon, of one', value: ratio, unit: 'ratio', note: 'what this machine had to give at that time' },
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Actions a second of the command, as its own summary has them. */
function play(folder: string, { threads, seconds }: { readonly threads: number; readonly seconds: number }): number {
  const file = join(folder, 'page.txt');
  const summary = join(folder, 'summary.json');
  writeFileSync(file, '#Random draws=1000\nopen https://a.example/\nopen https://a.example/b\n');
  const options = ['--users', String(users), '--think', '0', '--duration', `${seconds}s`, '--workers', String(threads), '--plugin', plugin];
  const args = ['--conditions=@rushhour/source', command, 'run', file, ...options, '--summary', summary, '--quiet'];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  // The version 1 summary of this very command.
  const { actions, durationMs } = JSON.parse(readFileSync(summary, 'utf8')) as {
    readonly actions: { readonly ok: number; readonly started: number };
    readonly durationMs: number;
  };
  if (actions.ok !== actions.started) throw new Error(`${actions.started - actions.ok} actions were not ok`);
  return (actions.ok / durationMs) * 1000;
}
