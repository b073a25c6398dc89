import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunSummary } from '@rushhour/core';
import { startLoopback, type Loopback } from './loopback.ts';
import { runCommand, startCommand } from './start-command.ts';

let folder: string;
let site: Loopback;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-run-plan-'));
  site = await startLoopback((request, response) => {
    response.writeHead(request.url === '/missing' ? 404 : 200).end('hello');
  });
});
afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const run = (...args: string[]) => runCommand(['run', 'plan.yaml', ...args], { cwd: folder });
// What the command promises to write.
const summaryOf = (text: string) => JSON.parse(text) as RunSummary;

const plan = (more = '') => {
  write('visit.txt', `open ${site.url}/\n`);
  write(
    'plan.yaml',
    `name: office
seed: '7'
start: 2026-01-05T12:00:00Z
scenarios: [visit.txt]
profiles:
  - { name: alice, hours: '09:00-17:00', pace: { peak: 600/min } }
  - { name: henry, think: 10ms }
duration: 1s
${more}`,
  );
};

test('a plan is played, and the summary tells what each profile intended and achieved', async () => {
  plan();
  const { code, stdout, stderr } = await run('--summary', '-');
  expect(code).toBe(0);
  const summary = summaryOf(stdout);
  expect(summary).toMatchObject({ name: 'office', seed: '7' });
  expect(Object.keys(summary.byProfile)).toEqual(['alice', 'henry']);
  const { alice } = summary.byProfile;
  expect(alice?.scheduled).toBe((alice?.started ?? 0) + Object.values(alice?.dropped ?? {}).reduce((sum, count) => sum + count, 0));
  expect(summary.rate.targetPerMinute).toBeGreaterThan(0);
  expect(stderr).toMatch(/intended a minute, /);
  expect(stderr).toMatch(/\n {2}alice +\d+ +\d+ /);
  expect(summary.requests.sent).toBe(site.requests.length);
});

test('the command line goes before the plan', async () => {
  plan();
  // Ten simulated minutes in a second.
  const { stdout } = await run('--summary', '-', '--quiet', '--seed', '8', '--duration', '10m', '--speed', '600', '--scale', '0.01');
  const summary = summaryOf(stdout);
  expect(summary.seed).toBe('8');
  expect(summary.durationMs).toBeLessThan(10_000);
  expect(Math.abs((summary.byProfile['alice']?.scheduled ?? 0) - 60)).toBeLessThan(50);
});

test('thresholds that are not met make exit code 3, and are shown', async () => {
  plan("thresholds: ['open.p95 < 10s', 'failed < 1%', 'rate > 100000/s']\n");
  const { code, stdout, stderr } = await run('--summary', '-');
  expect(code).toBe(3);
  expect(summaryOf(stdout).thresholds.map(({ passed }) => passed)).toEqual([true, true, false]);
  expect(stderr).toContain('thresholds: 1 not met');
  expect(stderr).toMatch(/✓ failed < 1% +0 %/);
  expect(stderr).toMatch(/✗ rate > 100000\/s +[\d.]+\/s/);
});

test('a threshold with abortOnFail ends the run', async () => {
  plan("thresholds: [{ check: 'failed < 1%', abortOnFail: true, delay: 0s }]\n");
  write('visit.txt', `open ${site.url}/missing\n`);
  const { code, stderr } = await run('--duration', '1h');
  expect(code).toBe(3);
  expect(stderr).toContain('the threshold "failed < 1%" is not met');
});

test('statistics are told every so often, a line for each profile and one for all, and kept in a log', async () => {
  plan();
  const { code, stderr } = await run('--duration', '3500ms', '--stats-every', '1500ms', '--log', 'run.log');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^\d s {2}alice +[\d,./]+ per min +ok \d+ /m);
  expect(stderr).toMatch(/^\d s {2}total /m);
  const log = read('run.log');
  expect(log).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \d s {2}henry /m);
  expect(log).toContain('Playing with 2 users');
  expect(log).toContain('ended by: the duration is over');
});

test('--quiet shows nothing, and the log has it all', async () => {
  plan();
  expect(await run('--quiet', '--log', 'run.log', '--stats-every', '500ms')).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  expect(read('run.log')).toContain('Playing with 2 users');
});

test('a log on a full disk is told once, and the traffic goes on', async () => {
  plan();
  const { code, stderr } = await run('--log', '/dev/full', '--stats-every', '200ms');
  expect(code).toBe(0);
  expect(stderr.match(/The log "\/dev\/full" cannot be written: ENOSPC/g)).toHaveLength(1);
  expect(site.requests.length).toBeGreaterThan(10);
});

test.runIf(existsSync('/dev/full'))(
  'a summary that a full disk refuses is told in a sentence, and the report is written all the same',
  async () => {
    plan();
    const { code, stderr } = await run('--quiet', '--summary', '/dev/full', '--report', 'run.html');
    expect(code).toBe(70);
    expect(stderr).toBe('error: The summary "/dev/full" could not be written: ENOSPC: no space left on device, write.\n');
    expect(read('run.html')).toContain('office');
  },
);

test('a log in a folder that is not there is refused before anything is sent', async () => {
  plan();
  expect(await run('--log', 'no/such/run.log')).toMatchObject({ code: 2, stdout: '' });
  expect(site.requests).toHaveLength(0);
  expect(existsSync(join(folder, 'no'))).toBe(false);
});

test('a SIGHUP reads the plan again; a bad version changes nothing, and SIGTERM still ends the run', async () => {
  plan();
  const command = startCommand(['run', 'plan.yaml', '--duration', '1h', '--summary', 'summary.json'], { cwd: folder });
  await site.asked(5);
  write('plan.yaml', read('plan.yaml').replace('peak: 600/min', 'peak: many'));
  command.kill('SIGHUP');
  await command.said('the last good version stays.\nplan.yaml:6:');
  const before = site.requests.length;
  await site.asked(before + 5);
  write('visit.txt', `open ${site.url}/new\n`);
  write('plan.yaml', read('plan.yaml').replace('peak: many', 'peak: 900/min'));
  command.kill('SIGHUP');
  await command.said('Read again: taken over');
  while (site.requests.at(-1)?.url !== '/new') await site.asked(site.requests.length + 1);
  command.kill('SIGTERM');
  expect((await command.done).code).toBe(0);
  expect(summaryOf(read('summary.json')).requests.sent).toBe(site.requests.length);
});

test('a threshold about something that is not there is told with its place', async () => {
  plan("thresholds: ['opn.p95 < 3ms']\n");
  for (const command of ['run', 'validate']) {
    const { code, stderr } = await runCommand([command, 'plan.yaml'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('plan.yaml:9:14: The threshold is about "opn", and nothing is called so.\n  Did you mean `open`?');
  }
  expect(site.requests).toEqual([]);
});

test('what is wrong in one place of a plan is not told once more of what is right in another', async () => {
  write('list.csv', 'sku\nA1\n');
  plan("thresholds: ['foo']\ndata: [{ file: list.csv }]\nallow: ['*']\n");
  write('visit.txt', `open ${site.url}/?sku={data.sku}\n`);
  const { stderr } = await run();
  expect(stderr).toMatch(/^plan\.yaml:9:14: .*\n.*\nplan\.yaml:11:9: .*\n.*\n\n2 problems\n$/);
});
