import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseJournal, type RunSummary } from '@rushhour/core';
import { openLoopbackStore } from '@rushhour/testkit';
import { startLoopback, type Loopback } from './loopback.ts';
import { runCommand } from './start-command.ts';

let folder: string;
let site: Loopback;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-replay-'));
  site = await startLoopback((request, response) => {
    const { pathname } = new URL(request.url ?? '/', site.url);
    const status = pathname === '/missing' ? 404 : 200;
    // Whoever uploads is answered when all of it has come, so that the bytes that were sent are the same each time.
    request.on('end', () => {
      response.writeHead(status, { 'content-type': 'text/html', 'set-cookie': 'sid=1; Path=/' });
      response.end('<a href="/a">A</a><a href="/b">B</a><a href="/c">C</a>');
    });
  });
  write('browse.txt', `#Random draws=3 think=0-20ms\nopen ${site.url}/\nfollow\nfollow ${site.url}/a text=B\nopen ${site.url}/missing\n`);
  write('send.txt', `#Sequential think=0\nupload ${site.url}/photos photo.txt field=image\ndownload ${site.url}/{user}/{play}\n`);
  write('photo.txt', 'a photo');
  write('secret.txt', `#Sequential think=0\nopen ${site.url}/?token=very-secret expect=200\nopen ${site.url}/missing expect=404\n`);
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const command = (...args: string[]) => runCommand(args, { cwd: folder });
const canonical = async (name: string) => (await command('journal', '--canonical', name)).stdout;
// What the command promises to write.
const summaryIn = (name: string) => JSON.parse(read(name)) as RunSummary;

/** Runs a command, and tells which requests came in for it. */
async function accessLog(...args: string[]) {
  const before = site.requests.length;
  const result = await command(...args);
  const lines = site.requests.slice(before).map(({ method, url, headers }) => `${method} ${url} cookie=${headers.cookie ?? ''}`);
  return { ...result, log: lines.toSorted() };
}

test('a replay issues the same requests, and its journal is that of the run', async () => {
  const files = ['browse.txt', 'send.txt'];
  const first = await accessLog('run', ...files, '--users', '4', '--plays', '3', '--seed', 'r', '--quiet', '--journal', 'first.ndjson');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const again = await accessLog('replay', 'first.ndjson', '--journal', 'again.ndjson', '--summary', 'again.json', '--report', 'again.html');
  expect(again.code).toBe(0);
  expect(again.stderr).toContain(`Traffic may reach ${site.url}.`);
  expect(again.log).toEqual(first.log);
  expect(await canonical('again.ndjson')).toBe(await canonical('first.ndjson'));
  const { actions, requests } = summaryIn('again.json');
  expect(actions).toMatchObject({ scheduled: actions.started, interrupted: 0, dropped: {} });
  expect(requests.sent).toBe(again.log.length);
  expect(read('again.html')).toContain('<!doctype html>');
});

test('a journal that a crash cut off is replayed up to its last whole line', async () => {
  await command('run', 'browse.txt', '--users', '2', '--plays', '2', '--seed', 'c', '--quiet', '--journal', 'cut.ndjson');
  const whole = parseJournal(read('cut.ndjson'));
  truncateSync(join(folder, 'cut.ndjson'), Buffer.byteLength(read('cut.ndjson')) - 20);
  const { code, stderr } = await command('replay', 'cut.ndjson', '--summary', 'cut.json');
  expect(code).toBe(0);
  expect(stderr).toContain('The last line of the journal was cut off and is left out.');
  expect(summaryIn('cut.json').actions.started).toBe(whole.entries.length - 1);
});

test('--speed divides the recorded times', async () => {
  await command('run', 'browse.txt', '--plays', '3', '--seed', 's', '--think', '50-100ms', '--quiet', '--journal', 'slow.ndjson');
  const { code } = await command('replay', 'slow.ndjson', '--speed', '10', '--quiet', '--journal', 'fast.ndjson');
  expect(code).toBe(0);
  const times = (name: string, time: 'at' | 'intendedAt') =>
    parseJournal(read(name))
      .entries.toSorted((a, b) => a.play - b.play || a.index - b.index)
      .map((entry) => entry[time]);
  const recorded = times('slow.ndjson', 'at');
  const intended = times('fast.ndjson', 'intendedAt');
  const origin = (intended[0] ?? 0) - (recorded[0] ?? 0) / 10;
  expect(intended).toHaveLength(recorded.length);
  for (const [index, at] of recorded.entries()) expect(intended[index]).toBeCloseTo(origin + at / 10, 6);
});

test('secrets and expectations come from what it was played from; without it, each that lacks is told', async () => {
  const first = await accessLog('run', 'secret.txt', '--plays', '1', '--quiet', '--journal', 'secret.ndjson');
  expect(read('secret.ndjson')).not.toContain('very-secret');
  const refused = await accessLog('replay', 'secret.ndjson');
  expect(refused).toMatchObject({ code: 2, log: [] });
  expect(refused.stderr).toMatch(/secret\.ndjson:2:1: A secret of "open .*\?token=REDACTED" is not in the journal\.\n.*--plan/);
  const again = await accessLog('replay', 'secret.ndjson', '--plan', 'secret.txt', '--quiet', '--journal', 'secret-again.ndjson');
  expect(again).toMatchObject({ code: 0, stderr: '', log: first.log });
  expect(await canonical('secret-again.ndjson')).toBe(await canonical('secret.ndjson'));
});

test('--allow goes before the scope of the journal: what it leaves out is refused before anything is sent', async () => {
  await command('run', 'browse.txt', '--once', '--seed', 'a', '--quiet', '--journal', 'scope.ndjson');
  const { code, stderr, log } = await accessLog('replay', 'scope.ndjson', '--allow', 'http://127.0.0.1:1');
  expect({ code, log }).toEqual({ code: 2, log: [] });
  expect(stderr).toContain(`The target "${site.url}" is not allowed.`);
});

test('the plugin that played must be there', async () => {
  await command('run', 'browse.txt', '--once', '--seed', 'p', '--quiet', '--journal', 'plugin.ndjson');
  write('plugin.ndjson', read('plugin.ndjson').replaceAll('"plugin":"generic"', '"plugin":"eu-shop"'));
  const { code, stderr } = await command('replay', 'plugin.ndjson');
  expect(code).toBe(2);
  expect(stderr).toContain('The journal was played with the plugin "eu-shop", which is not here.');
});

test.each([
  ['no-such.ndjson', 'The journal "no-such.ndjson" could not be read'],
  ['browse.txt', 'browse.txt:1:1: '],
])('%s is no journal and is refused', async (file, message) => {
  const { code, stderr } = await command('replay', file);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test('the name of an object is in the journal, so that it is uploaded and downloaded again without the plan', async () => {
  const store = await openLoopbackStore({ buckets: ['office'] });
  try {
    write(
      'named.txt',
      '#Sequential think=0\nupload s3://office/desk txt:1KB object=a/note.txt\ndownload s3://office/desk object=a/note.txt\n',
    );
    const env = {
      AWS_ENDPOINT_URL_S3: store.url,
      AWS_ACCESS_KEY_ID: store.accessKeyId,
      AWS_SECRET_ACCESS_KEY: store.secretAccessKey,
    };
    const options = ['--plugin', 's3', '--allow', store.url, '--quiet', '--journal'];
    expect((await runCommand(['run', 'named.txt', '--once', ...options, 'named.ndjson'], { cwd: folder, env })).code).toBe(0);
    const objects = parseJournal(read('named.ndjson')).entries.map(({ action, with: params }) => ({ action, params }));
    expect(objects).toMatchObject([
      { action: 'upload', params: { object: 'a/note.txt' } },
      { action: 'download', params: { object: 'a/note.txt' } },
    ]);
    const before = store.log.length;
    expect(await runCommand(['replay', 'named.ndjson', ...options, 'named-again.ndjson'], { cwd: folder, env })).toMatchObject({ code: 0 });
    expect(
      store.log
        .slice(before)
        .filter(({ key }) => key === 'desk/a/note.txt')
        .map(({ operation }) => operation),
    ).toEqual(expect.arrayContaining(['PutObject', 'GetObject']));
    expect(await canonical('named-again.ndjson')).toBe(await canonical('named.ndjson'));
  } finally {
    await store.close();
  }
});

test('what a replay uploads goes again, as the plan says', async () => {
  const store = await openLoopbackStore({ buckets: ['office'] });
  try {
    write('desk.txt', '#Sequential think=0\nupload s3://office/desk code:1KB\n');
    write(
      'desk.yaml',
      `profiles: [{ name: ann }]\nscenarios: [desk.txt]\nplays: 1\ncreated: { ttl: 3h }\nallow: ['${store.url}']\nplugins: [{ use: s3, with: { endpoint: '${store.url}' } }]\n`,
    );
    const env = { AWS_ACCESS_KEY_ID: store.accessKeyId, AWS_SECRET_ACCESS_KEY: store.secretAccessKey };
    expect((await runCommand(['run', 'desk.yaml', '--quiet', '--journal', 'desk.ndjson'], { cwd: folder, env })).code).toBe(0);
    expect((await runCommand(['replay', 'desk.ndjson', '--plan', 'desk.yaml', '--quiet'], { cwd: folder, env })).code).toBe(0);
    const marks = store.objects('office').map(({ metadata }) => metadata['rushhour-expires']);
    expect(marks).toEqual([expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/)]);
  } finally {
    await store.close();
  }
});
