import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { RunSummary } from '@rushhour/core';
import { startLoopback } from './loopback.ts';

const bin = fileURLToPath(new URL('../src/bin.ts', import.meta.url));
/** `script` of util-linux gives a command a terminal of its own. */
const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

/** A run on a terminal: its live view is what it writes, keys are what is typed. */
async function onTerminal() {
  const folder = mkdtempSync(join(tmpdir(), 'rushhour-terminal-'));
  const site = await startLoopback((_request, response) => response.end('hello'));
  writeFileSync(join(folder, 'visit.txt'), `#Sequential think=0-20ms\nopen ${site.url}/\n`);
  const words = [process.execPath, '--conditions=@rushhour/source', bin, 'run', 'visit.txt', '--users', '3', '--summary', 'summary.json'];
  const line = `stty cols 100; ${words.map((word) => `'${word}'`).join(' ')}; stty -a`;
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, TERM: 'xterm', SHELL: '/bin/sh' },
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await site.close();
    rmSync(folder, { recursive: true });
  });
  let screen = '';
  let listeners: (() => void)[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += stripVTControlCharacters(text);
    for (const listener of listeners) listener();
  });
  return {
    site,
    summary: () => JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary,
    type: (keys: string) => child.stdin.write(keys),
    shows: (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!screen.includes(text)) return;
          listeners = listeners.filter((listener) => listener !== look);
          resolve();
        };
        listeners.push(look);
        look();
      }),
  };
}

test.skipIf(!hasTerminal)('keys pause, go on, change the rate and stop, and the terminal is as it was', async () => {
  const { site, summary, type, shows } = await onTerminal();
  await site.asked(5);
  await shows('p pause');
  type('p');
  await shows('Paused');
  type('p');
  await shows('Going on.');
  await site.asked(site.requests.length + 5);
  type('+');
  await shows('Rate × 1.10.');
  type('q');
  await shows('ended by: q');
  await shows(' icanon ');
  expect(summary().requests.sent).toBe(site.requests.length);
});

test.skipIf(!hasTerminal)('Ctrl+C gives the terminal back as well', async () => {
  const { site, summary, type, shows } = await onTerminal();
  await site.asked(5);
  await shows('p pause');
  type('\u0003');
  await shows('Stopping (SIGINT)');
  await shows(' icanon ');
  expect(summary().actions.started).toBeGreaterThanOrEqual(5);
});
