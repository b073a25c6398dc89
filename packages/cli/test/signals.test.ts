import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunSummary } from '@rushhour/core';
import { startLoopback, type Loopback } from './loopback.ts';
import { startCommand, type StartedCommand } from './start-command.ts';

let folder: string;
let site: Loopback;
const open: (Loopback | StartedCommand)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-signal-'));
});
afterEach(async () => {
  for (const one of open.splice(0)) {
    if ('close' in one) await one.close();
    else {
      one.kill('SIGKILL');
      await one.done;
    }
  }
  rmSync(folder, { recursive: true });
});

async function start(answers: boolean, ...args: string[]): Promise<StartedCommand> {
  site = await startLoopback((_request, response) => {
    if (answers) response.end('hello');
  });
  open.push(site);
  writeFileSync(join(folder, 'loop.txt'), `#Sequential think=0-50ms\nopen ${site.url}/\n`);
  const command = startCommand(['run', 'loop.txt', '--users', '3', '--summary', 'summary.json', ...args], { cwd: folder });
  open.push(command);
  return command;
}

// What the command promises to write.
const summary = () => JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary;

test.each(['SIGINT', 'SIGTERM'] as const)('a first %s ends an endless run gracefully', async (signal) => {
  const command = await start(true);
  await site.asked(10);
  command.kill(signal);
  const { code, stderr } = await command.done;
  expect(code).toBe(0);
  expect(stderr).toMatch(new RegExp(`Stopping \\(${signal}\\)`));
  const { actions, requests } = summary();
  expect(actions.started).toBe(actions.ok + actions.failed + actions.interrupted);
  expect(requests.sent).toBe(site.requests.length);
});

test('the same signal twice at once, as npm passes Ctrl+C on, is one and ends the run gracefully', async () => {
  const command = await start(true);
  await site.asked(10);
  command.kill('SIGINT');
  command.kill('SIGINT');
  const { code } = await command.done;
  expect(code).toBe(0);
});

test.each([
  ['SIGINT', 'SIGTERM', 130],
  ['SIGTERM', 'SIGINT', 143],
] as const)('%s after %s exits at once with %i, and still writes the summary and the journal', async (second, first, exitCode) => {
  const command = await start(false, '--journal', 'journal.ndjson');
  await site.asked(3);
  command.kill(first);
  await command.said('Ctrl+C again to stop now');
  command.kill(second);
  const { code } = await command.done;
  expect(code).toBe(exitCode);
  const { actions } = summary();
  expect(actions).toMatchObject({ started: 3, ok: 0 });
  expect(actions.started).toBe(actions.ok + actions.failed + actions.interrupted);
  expect(readFileSync(join(folder, 'journal.ndjson'), 'utf8')).toContain('"journal":1');
});

test('a SIGHUP without a terminal reads the files again and ends nothing', async () => {
  const command = await start(true);
  await site.asked(5);
  command.kill('SIGHUP');
  await command.said('Read again: taken over');
  command.kill('SIGTERM');
  expect((await command.done).code).toBe(0);
});

test('a reader that goes away does not end the run', async () => {
  const command = await start(true, '--actions', '200', '--verbose');
  await site.asked(5);
  command.hangUp();
  const { code } = await command.done;
  expect(code).toBe(0);
  expect(summary().actions.started).toBe(200);
});

test('a rejection nobody caught ends the run gracefully with exit code 70', async () => {
  writeFileSync(
    join(folder, 'floating.mjs'),
    `export const plugin = () => ({
      [Symbol.for('rushhour.plugin/1')]: true, name: 'floating', instance: 'floating', origins: [], targets: ['http://127.0.0.1/'],
      actions: { open: { run() { void Promise.reject(new Error('floating')); } } },
    });`,
  );
  writeFileSync(join(folder, 'floating.txt'), '#Sequential think=0-50ms\nopen http://127.0.0.1/\n');
  const command = startCommand(['run', 'floating.txt', '--plugin', './floating.mjs', '--summary', 'summary.json'], { cwd: folder });
  open.push(command);
  const { code, stderr } = await command.done;
  expect(code).toBe(70);
  expect(stderr).toContain('error: nobody caught this: Error: floating');
  expect(summary().actions.started).toBeGreaterThan(0);
});
