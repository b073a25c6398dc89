import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunSummary } from '@rushhour/core';
import { startLoopback, type Loopback } from './loopback.ts';
import { runCommand, startCommand } from './start-command.ts';

let folder: string;
let site: Loopback;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-hostile-'));
  site = await startLoopback((request, response) => {
    if (request.url?.startsWith('/hang') === true) return;
    if (request.url === '/gone') response.writeHead(404).end('no');
    else response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'sid=hush; Path=/' }).end('<a href="/a?token=hush">A</a>');
  });
});
afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const run = (...args: string[]) => runCommand(args, { cwd: folder });
// What the command promises to write.
const summaryOf = (text: string) => JSON.parse(text) as RunSummary;

test.each(['*', '*.com', 'https://*.example', '', 'shop.example'])('--allow "%s" is refused, and nothing is sent', async (allow) => {
  write('one.txt', `open ${site.url}/\n`);
  expect(await run('run', 'one.txt', '--once', '--allow', allow)).toMatchObject({ code: 2, stdout: '' });
  expect(site.requests).toHaveLength(0);
});

test('a summary has the keys that are promised, and no other', async () => {
  write('one.txt', `#Sequential think=0\nopen ${site.url}/\nfollow\nopen ${site.url}/gone\n`);
  const { stdout } = await run('run', 'one.txt', '--once', '--summary', '-');
  const summary = summaryOf(stdout);
  const keys = (value: object | undefined) => Object.keys(value ?? {});
  expect(keys(summary)).toEqual(
    (
      'version name seed shard run startedAt durationMs tags actions byAction byPlugin byProfile byStep byScenario requests latenessMs errors ' +
      'rate created series generator thresholds'
    ).split(' '),
  );
  expect(keys(summary.actions)).toEqual(['scheduled', 'started', 'ok', 'failed', 'interrupted', 'injected', 'dropped']);
  const group = ['started', 'ok', 'failed', 'interrupted', 'bytesSent', 'bytesReceived', 'durationMs', 'responseMs'];
  for (const table of [summary.byAction, summary.byPlugin, summary.byStep])
    for (const row of Object.values(table)) expect(keys(row)).toEqual(group);
  for (const row of Object.values(summary.byProfile)) expect(keys(row).toSorted()).toEqual([...group, 'scheduled', 'dropped'].toSorted());
  expect(keys(summary.byAction.open?.durationMs)).toEqual(['mean', 'p50', 'p90', 'p95', 'p99', 'max']);
  expect(keys(summary.byAction.open?.responseMs)).toEqual(['p50', 'p99', 'max']);
  expect(summary.byScenario).toEqual({ one: { plays: 1, started: 3, ok: 2, failed: 1, interrupted: 0 } });
  expect(keys(summary.requests)).toEqual(['sent', 'answered', 'unanswered', 'byStatus', 'phasesMs']);
  expect(keys(summary.requests.phasesMs)).toEqual(['blocked', 'dns', 'connect', 'tls', 'firstByte', 'receive']);
  expect(keys(summary.latenessMs)).toEqual(['p50', 'p99', 'max']);
  expect(summary.errors.map(keys)).toEqual([['type', 'action', 'count', 'example']]);
  expect(keys(summary.rate)).toEqual(['targetPerMinute', 'achievedPerMinute']);
  expect(summary.created).toEqual({ made: 0, removed: 0, left: 0, orphans: 0 });
  expect(summary.series.map((point) => keys(point).toSorted())).toEqual([
    ['at', 'bytesReceived', 'dropped', 'failed', 'ok', 'p50', 'p99', 'scheduled', 'started', 'users'],
  ]);
  expect(keys(summary.generator)).toEqual(['limited', 'reasons', 'eventLoopDelayP99Ms', 'eventLoopUtilization', 'maxRssBytes']);
  expect(summary.thresholds).toEqual([]);
});

test('no secret of a scenario or an answer reaches the view, the summary, the journal or explain', async () => {
  write(
    'secrets.yaml',
    `think: 0
base: ${site.url}
instructions:
  - open: /?token=hush&client_secret=hush&session_id=hush
    with: { auth: 'ann:hush', headers: { x-api-key: hush, authorization: Bearer hush } }
  - follow:
  - open: /#access_token=hush
  - open: /gone?password=hush
    with: { method: POST, json: '{"password":"hush"}' }
  - open: /
    with: { method: POST, form: { pwd: hush } }
  - open: /
    with: { header: { set-cookie: nothing } }
`,
  );
  const { code, stdout, stderr } = await run('run', 'secrets.yaml', '--once', '--verbose', '--summary', '-', '--journal', 'journal.ndjson');
  expect(code).toBe(0);
  expect(summaryOf(stdout).actions.started).toBe(6);
  expect(stderr).toContain('set-cookie: sid=REDACTED');
  const explained = await run('explain', 'secrets.yaml');
  const lines = [stderr, stdout, read('journal.ndjson'), explained.stdout].flatMap((text) => text.split('\n'));
  expect(lines.filter((line) => line.includes('hush'))).toEqual([]);
});

test('all problems of a file are told at once, those of its words and those of what its words mean', async () => {
  write(
    'bad.txt',
    [
      'opne http://a.test/',
      'open http://a.test/ contians=x',
      'open http://a.test/ timeout=-1s',
      'upload http://a.test/ ../../etc/passwd',
      'upload http://a.test/ missing.jpg',
      'follow http://a.test/ css="a["',
      'download http://a.test/ sha256=short',
      'open javascript:alert(1)',
      'open http://a.test/ method="GET /"',
      'open http://a.test/ headers.x-a="é€"',
    ].join('\n'),
  );
  for (const command of ['validate', 'run']) {
    const { code, stderr } = await run(command, 'bad.txt');
    expect(code).toBe(2);
    expect([...stderr.matchAll(/^bad\.txt:(\d+):\d+: /gm)].map(([, line]) => Number(line))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  }
});

test('a scenario cannot name a plugin', async () => {
  write('own.mjs', 'process.stderr.write("loaded");');
  write('own.yaml', `plugins: ['./own.mjs']\ninstructions:\n  - open: ${site.url}/\n`);
  const { code, stderr } = await run('run', 'own.yaml', '--once');
  expect(code).toBe(2);
  expect(stderr).toContain('own.yaml:1:1: ');
  expect(stderr).not.toContain('loaded');
});

test('a plugin of another version of the interface is refused before anything is sent', async () => {
  write('later.mjs', `export const plugin = () => ({ [Symbol.for('rushhour.plugin/2')]: true, name: 'later', actions: {} });`);
  write('one.txt', `open ${site.url}/\n`);
  const { code, stderr } = await run('run', 'one.txt', '--once', '--plugin', './later.mjs');
  expect(code).toBe(2);
  expect(stderr).toContain('later.mjs');
  expect(site.requests).toHaveLength(0);
});

test('the union of the shards of a command is its unsharded run', async () => {
  write('one.txt', `#Random think=0 draws=2\nopen ${site.url}/\nfollow\nopen ${site.url}/gone\n`);
  const journal = async (...shard: string[]) => {
    const file = `${shard.join('').replaceAll(/\W/g, '')}.ndjson`;
    await run('run', 'one.txt', '--users', '3', '--actions', '20', '--seed', 'x', '--quiet', '--journal', file, ...shard);
    return (await run('journal', '--canonical', file)).stdout.split('\n').filter((line) => line.startsWith('{"user"'));
  };
  const whole = await journal();
  expect(whole).toHaveLength(20);
  expect([...(await journal('--shard', '0/2')), ...(await journal('--shard', '1/2'))].toSorted()).toEqual(whole.toSorted());
});

test('a site that is down is an outcome: nothing was sent, and the books balance', async () => {
  write('one.txt', '#Sequential think=0\nopen http://127.0.0.1:1/\nfollow\n');
  const { code, stdout } = await run('run', 'one.txt', '--users', '2', '--plays', '2', '--summary', '-');
  expect(code).toBe(0);
  const { actions, requests, errors } = summaryOf(stdout);
  expect(actions).toMatchObject({ scheduled: 8, started: 8, ok: 0, failed: 8 });
  expect(requests).toMatchObject({ sent: 0, answered: 0, unanswered: 0 });
  expect(errors.map(({ type, count }) => [type, count])).toEqual([
    ['connection_refused', 4],
    ['no_page', 4],
  ]);
});

test('a second signal of another kind decides the exit code', async () => {
  write('hang.txt', `#Sequential think=0\nopen ${site.url}/hang\n`);
  const command = startCommand(['run', 'hang.txt', '--summary', 'summary.json'], { cwd: folder });
  await site.asked(1);
  command.kill('SIGINT');
  await command.said('Ctrl+C again to stop now');
  command.kill('SIGTERM');
  expect((await command.done).code).toBe(143);
  expect(summaryOf(read('summary.json')).requests).toMatchObject({ sent: 1, answered: 0, unanswered: 1 });
});

test('one signal is enough: a site that never answers is given 20 s, then cut, and the account is whole', { timeout: 90_000 }, async () => {
  write('hang.txt', `#Sequential think=0\nopen ${site.url}/hang\n`);
  const command = startCommand(['run', 'hang.txt', '--users', '3', '--summary', 'summary.json'], { cwd: folder });
  await site.asked(3);
  command.kill('SIGTERM');
  const { code, stderr } = await command.done;
  expect(code).toBe(0);
  expect(stderr).toContain('aborting');
  const { actions, requests } = summaryOf(read('summary.json'));
  expect(actions).toMatchObject({ scheduled: 3, started: 3, ok: 0, failed: 0, interrupted: 3 });
  expect(requests).toMatchObject({ sent: 3, answered: 0, unanswered: 3 });
  expect(site.requests).toHaveLength(3);
});
