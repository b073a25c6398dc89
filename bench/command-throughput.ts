import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannonPackage from 'autocannon/package.json' with { type: 'json' };
import { startNginx, type Nginx } from '../scripts/services/nginx.ts';
import { requireService } from '../scripts/services/require-service.ts';
import { builtCommand } from './built-command.ts';
import { median, type Benchmark, type Figure } from './measurement.ts';
import { generatorCore, runAlone, script, serverCore } from './run-alone.ts';

const users = 64;

/** The built command against nginx with one worker on the other core, beside the bare client and autocannon, pair by pair. */
export const commandThroughput: Benchmark = {
  name: 'command',
  async run({ short }) {
    if (requireService('nginx') === undefined) return [];
    const command = await builtCommand();
    const rounds = short ? 1 : 5;
    // Ten seconds, because the first one goes into warming up the optimiser.
    const seconds = short ? 1 : 10;
    const site = await startNginx({ workers: 1, accessLog: false, ...(serverCore !== undefined && { core: serverCore }) });
    const folder = mkdtempSync(join(tmpdir(), 'rushhour-bench-'));
    try {
      const play = (path: string) => playCommand({ command, folder, url: site.baseUrl + path, seconds });
      const bare = () =>
        runAlone(script('bare-undici.ts', `${site.baseUrl}/1k.html`, String(users), String(seconds))) as Promise<{ readonly rate: number }>;
      const rates = { plain: [] as number[], cookie: [] as number[], bare: [] as number[], cannon: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        rates.plain.push(play('/1k.html'));
        rates.bare.push((await bare()).rate);
        rates.cookie.push(play('/session/1k.html'));
        rates.cannon.push(await playAutocannon(site, seconds));
      }
      const ratio = (name: string, part: readonly number[], whole: readonly number[], atLeast: number): Figure => ({
        name,
        value: median(part.map((rate, round) => rate / (whole[round] ?? NaN))),
        unit: 'ratio',
        asked: { atLeast },
        note: `${Math.round(median(part)).toLocaleString('en')} against ${Math.round(median(whole)).toLocaleString('en')} requests/s, median of ${rounds}`,
      });
      return [
        ratio('1 KB page, 64 users, of a bare undici Pool(64)', rates.plain, rates.bare, 0.85),
        ratio('the same with a session cookie', rates.cookie, rates.bare, 0.8),
        ratio(`1 KB page, of autocannon ${autocannonPackage.version}`, rates.plain, rates.cannon, 0.7),
      ];
    } finally {
      await site.remove();
      rmSync(folder, { recursive: true });
    }
  },
};

/** Requests a second of the built command, as its own summary has them. */
function playCommand({
  command,
  folder,
  url,
  seconds,
}: {
  readonly command: string;
  readonly folder: string;
  readonly url: string;
  readonly seconds: number;
}): number {
  const scenario = join(folder, 'page.txt');
  const summary = join(folder, 'summary.json');
  writeFileSync(scenario, `#Random draws=1000\nopen ${url}\nopen ${url}\n`);
  const args = [
    command,
    'run',
    scenario,
    '--users',
    String(users),
    '--think',
    '0',
    '--duration',
    `${seconds}s`,
    '--summary',
    summary,
    '--quiet',
  ];
  const [file, ...rest] =
    generatorCore === undefined ? [process.execPath, ...args] : ['taskset', '-c', String(generatorCore), process.execPath, ...args];
  execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  // The version 1 summary of this very command.
  const { actions, durationMs } = JSON.parse(readFileSync(summary, 'utf8')) as {
    readonly actions: { readonly ok: number; readonly failed: number };
    readonly durationMs: number;
  };
  if (actions.failed > 0) throw new Error(`${actions.failed} actions failed`);
  return (actions.ok / durationMs) * 1000;
}

async function playAutocannon(site: Nginx, seconds: number): Promise<number> {
  const bin = new URL('../node_modules/autocannon/autocannon.js', import.meta.url).pathname;
  const result = (await runAlone([
    process.execPath,
    bin,
    '-c',
    String(users),
    '-d',
    String(seconds),
    '--json',
    '-n',
    `${site.baseUrl}/1k.html`,
  ])) as {
    readonly requests: { readonly total: number };
    readonly duration: number;
  };
  return result.requests.total / result.duration;
}
