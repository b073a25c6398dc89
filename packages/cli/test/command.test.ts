import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RunSummary } from '@rushhour/core';
import { startLoopback, type Loopback } from './loopback.ts';
import { runCommand } from './start-command.ts';

let folder: string;
let site: Loopback;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-cli-'));
  site = await startLoopback((request, response) => {
    const page = '<a href="/a">Next page</a><a href="/b">More</a>';
    if (request.url === '/missing') response.writeHead(404).end('no');
    else response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'sid=very-secret; Path=/' }).end(page);
  });
  write('browse.txt', `#Random draws=2 think=0\nopen ${site.url}/\nfollow text="Next page"\nopen ${site.url}/?token=very-secret\n`);
  write('buy.txt', `#Sequential think=0\nopen ${site.url}/\nfollow\nopen ${site.url}/missing\n`);
  write('relative.txt', '#Sequential think=0\nopen /\nopen /a\n');
  write('links.txt', 'follow\n');
  write('half.txt', `open ${site.url}/\nopen /a\n`);
  write('bad.txt', 'opne https://shop.example/\nopen https://shop.example/ expect=soon\n');
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

let before = 0;
beforeEach(() => {
  before = site.requests.length;
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = (...args: string[]) => runCommand(args, { cwd: folder });
const asked = () => site.requests.length - before;
// What the command promises to write; the test below checks the parts it uses.
const parseSummary = (text: string) => JSON.parse(text) as RunSummary;

test('help and version go to standard output', async () => {
  const [help, version] = await Promise.all([run('--help'), run('--version')]);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const command of ['run', 'validate', 'explain', 'journal', 'demo', 'plan', 'replay', 'cleanup'])
    expect(help.stdout).toContain(`\n  ${command} `);
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test.each([
  [['rnu', 'browse.txt'], "unknown command 'rnu'\n(Did you mean run?)"],
  [['run', 'browse.txt', '--usrs', '3'], "unknown option '--usrs'\n(Did you mean --users?)"],
  [['run'], "missing required argument 'file'"],
  [['run', 'browse.txt', '--users', 'many'], 'The option --users takes a whole number from 1, not "many".'],
  [['run', 'browse.txt', '--speed', 'fast'], 'The option --speed takes a number above 0, such as 10 or 0.5, not "fast".'],
  [['run', 'browse.txt', '--allow', '*.com'], 'The allow entry "*.com" has a wildcard.'],
  [['run', 'browse.txt', '--plugin', 'no-such-plugin'], 'The plugin "no-such-plugin" was not found.'],
  [['run', 'browse.txt', '--summary', 'no/such/folder/a.json'], 'The option --summary names "no/such/folder/a.json"'],
  [['run', 'no-such-file.txt'], 'no-such-file.txt:1:1: There is no such file or folder.'],
  [['run', 'half.txt'], 'half.txt:2:6: The target "/a" is relative, and there is no base.'],
  [['validate', 'relative.txt'], 'relative.txt:2:6: The target "/" is relative, and there is no base.'],
  [['validate', 'links.txt'], 'links.txt:1:1: The scenario "links" names no site.'],
  [['replay', 'a.ndjson', '--speed', '2'], 'The journal "a.ndjson" could not be read'],
  [['cleanup', 'office.yaml', '--dry-run'], 'office.yaml:1:1: There is no such file or folder.'],
])('%j is refused with exit code 2 and sends nothing', async (args, message) => {
  const result = await run(...args);
  expect(result.stderr).toContain(message);
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(asked()).toBe(0);
});

test('run plays a scenario and ends with a summary for people, and one for programs', async () => {
  const { code, stdout, stderr } = await run('run', 'buy.txt', '--plays', '2', '--users', '2', '--seed', '7', '--summary', '-');
  expect(code).toBe(0);
  const summary = parseSummary(stdout);
  expect(summary).toMatchObject({ version: 1, name: 'buy', seed: '7', shard: '0/1' });
  expect(summary.actions).toMatchObject({ scheduled: 12, started: 12, ok: 8, failed: 4, interrupted: 0 });
  expect(summary.requests).toMatchObject({ sent: asked(), answered: asked(), unanswered: 0 });
  expect(stderr).toContain('12 actions   8 ok   4 failed');
  expect(stderr).toContain('http_404');
  expect(stderr).toContain('run buy.txt --plays 2 --users 2 --seed 7 --summary -');
  expect(stderr).not.toContain('\u001b');
});

test('the seed is drawn and told when none is given', async () => {
  const { stdout, stderr } = await run('run', 'buy.txt', '--once', '--summary', '-');
  const { seed } = parseSummary(stdout);
  expect(seed).not.toBe('');
  expect(stderr).toContain(`--seed ${seed}`);
});

test('--quiet shows nothing, and the summary is written to its file', async () => {
  const result = await run('run', 'buy.txt', '--once', '--quiet', '--summary', 'out.json');
  expect(result).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  expect(parseSummary(readFileSync(join(folder, 'out.json'), 'utf8')).actions.started).toBe(3);
});

test('--base goes before what a scenario says, --actions ends a run', async () => {
  const { code, stdout } = await run('run', 'relative.txt', '--base', site.url, '--actions', '5', '--quiet', '--summary', '-');
  expect(code).toBe(0);
  expect(parseSummary(stdout).actions.started).toBe(5);
  expect(asked()).toBe(5);
});

test('--once --verbose shows every request and answer with headers, without secrets', async () => {
  const { code, stderr } = await run('run', 'browse.txt', '--once', '--verbose', '--seed', '1');
  expect(code).toBe(0);
  expect(stderr).toContain(`> GET ${site.url}/`);
  expect(stderr).toContain('< 200');
  expect(stderr).toMatch(/content-type: text\/html/i);
  expect(stderr).toMatch(/set-cookie: sid=/i);
  expect(stderr).not.toContain('very-secret');
});

test('two runs of one seed have the same canonical journal, another seed has another', async () => {
  const play = (seed: string) =>
    run('run', 'browse.txt', '--plays', '2', '--users', '3', '--seed', seed, '--quiet', '--journal', `${seed}.ndjson`);
  const canonical = async (seed: string) => {
    expect(await play(seed)).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout } = await run('journal', '--canonical', `${seed}.ndjson`);
    expect(code).toBe(0);
    return stdout;
  };
  const first = await canonical('a');
  expect(first.split('\n')).toHaveLength(1 + 3 * 2 * 6 + 1);
  expect(await canonical('a')).toBe(first);
  expect(await canonical('b')).not.toBe(first);
  expect(readFileSync(join(folder, 'a.ndjson'), 'utf8')).not.toContain('very-secret');
});

test('options of the network reach the client, and downloads are kept where asked', async () => {
  const { port } = new URL(site.url);
  const named = `http://shop.test:${port}`;
  write('named.txt', `#Sequential think=0\nopen ${named}/\ndownload ${named}/a save=true\n`);
  mkdirSync(join(folder, 'kept'));
  const to = ['--host', 'shop.test=127.0.0.1', '--contact', 'ops@shop.test', '--downloads', 'kept'];
  const result = await run('run', 'named.txt', '--once', '--quiet', ...to);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(site.requests.at(-1)?.headers).toMatchObject({
    host: `shop.test:${port}`,
    'user-agent': expect.stringContaining('ops@shop.test'),
  });
  expect(readdirSync(join(folder, 'kept'))).toHaveLength(1);
});

test('a certificate authority that cannot be read is refused', async () => {
  const { code, stderr } = await run('run', 'buy.txt', '--ca', 'missing.pem');
  expect(code).toBe(2);
  expect(stderr).toContain('The option --ca names "missing.pem", which could not be read');
});

test('validate tells every problem with its place and a hint', async () => {
  const { code, stdout, stderr } = await run('validate', 'bad.txt', 'buy.txt');
  expect(code).toBe(2);
  expect(stdout).toBe('ok  buy.txt: buy, sequential, 3 instructions\n');
  expect(stderr).toContain('bad.txt:1:1: Unknown action "opne".\n  Did you mean `open`?\n');
  expect(stderr).toMatch(/bad\.txt:2:\d+: .*"soon"/);
  expect(stderr).toContain('2 problems');
  expect(asked()).toBe(0);
});

test('validate holds parameters against the plugins', async () => {
  write('params.txt', `open ${site.url}/ metod=POST\nupload ${site.url}/ missing.jpg\n`);
  const { code, stderr } = await run('validate', 'params.txt');
  expect(code).toBe(2);
  expect(stderr).toMatch(/params\.txt:1:\d+: .*metod/);
  expect(stderr).toMatch(/params\.txt:2:\d+: .*missing\.jpg/);
});

test('validate tells what is wrong with the words and with the use of them at once, in one file and in many', async () => {
  mkdirSync(join(folder, 'mixed'));
  write('mixed/a.txt', `#Random drws=3\nopne ${site.url}/\nopen ${site.url}/ metod=POST\nopen /relative\nopen ${site.url}/ weight=-1\n`);
  write('mixed/b.yaml', `instructions:\n  - opne: ${site.url}/\n  - open: ${site.url}/\n    with: { metod: POST }\n`);
  write('mixed/c.txt', `upload ${site.url}/ missing.jpg\nopen https://elsewhere.example/\n`);
  write('mixed/d.txt', `open ${site.url}/\n`);
  const { code, stdout, stderr } = await run('validate', 'mixed', '--allow', site.url);
  expect(code).toBe(2);
  expect(stdout).toBe('ok  mixed/d.txt: d, sequential, 1 instruction\n');
  expect(stderr.replace(/^ .*\n/gm, '').replaceAll(site.url, 'http://site')).toMatchInlineSnapshot(`
    "mixed/a.txt:1:9: Unknown key "drws".
    mixed/a.txt:2:1: Unknown action "opne".
    mixed/a.txt:3:30: Plugin "generic" refuses the parameters of this open: Unrecognized key: "metod".
    mixed/a.txt:5:37: \`weight\` cannot be "-1".
    mixed/b.yaml:2:5: Unknown key "opne".
    mixed/b.yaml:4:13: Plugin "generic" refuses the parameters of this open: Unrecognized key: "metod".
    mixed/c.txt:1:32: The file "missing.jpg" does not exist.
    mixed/c.txt:2:6: The target "https://elsewhere.example" is not allowed.

    8 problems
    "
  `);
});

test('explain tells who takes what, on standard output', async () => {
  write(
    'shop.mjs',
    `export const plugin = () => ({
    [Symbol.for('rushhour.plugin/1')]: true, name: 'shop', instance: 'shop', origins: [],
    targets: ['${site.url}/store'], actions: { open: { run() {} } },
  });`,
  );
  write('store.txt', `open ${site.url}/store/a\nopen ${site.url}/storefront\nfollow\n`);
  const { code, stdout } = await run('explain', 'store.txt', '--plugin', './shop.mjs');
  expect(code).toBe(0);
  expect(stdout.replaceAll(site.url, 'http://site')).toMatchInlineSnapshot(`
    "store.txt:1  open http://site/store/a
      → shop     takes it: http://site/store matches
        generic  http: matches, but http://site/store is more specific

    store.txt:2  open http://site/storefront
        shop     http://site/store does not match
      → generic  takes it: http: matches

    store.txt:3  follow a link of the current page
      whoever takes follow on the page the user is on

    "
  `);
  expect(await run('explain', 'download', `${site.url}/store/a`, '--plugin', './shop.mjs')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('has no handler for download'),
  });
  expect(asked()).toBe(0);
});

test('a plugin named on the command line takes its instructions', async () => {
  write(
    'echo.mjs',
    `export const plugin = () => ({
    [Symbol.for('rushhour.plugin/1')]: true, name: 'echo', instance: 'echo', origins: [],
    targets: ['${site.url}/a'], actions: { open: { run() {} } },
  });`,
  );
  const { stdout } = await run('run', 'relative.txt', '--base', site.url, '--once', '--quiet', '--plugin', './echo.mjs', '--summary', '-');
  expect(parseSummary(stdout).byPlugin).toMatchObject({ echo: { started: 1 }, generic: { started: 1 } });
});

test('the demo opens a shop, plays visitors, and says what to try next', async () => {
  const { code, stdout, stderr } = await run('demo', '--users', '5', '--duration', '2s', '--seed', 'demo', '--summary', '-');
  expect(code).toBe(0);
  const summary = parseSummary(stdout);
  expect(summary.actions.started).toBeGreaterThan(0);
  // The one failure there can be is the dead link the shop keeps on purpose.
  expect(summary.errors.filter(({ type }) => type !== 'http_410')).toEqual([]);
  expect(stderr).toContain('#Random draws=3');
  expect(stderr).toContain('What to try next');
  expect(stderr).toContain('run rushhour-demo/buy.scenario --once --verbose');
});

test('the demo plays the day of an office against a store of its own, whatever the environment names', async () => {
  const { code, stdout, stderr } = await runCommand(
    ['demo', 'office', '--duration', '4s', '--seed', 'demo', '--summary', '-', '--save', 'office'],
    { cwd: folder, env: { STORE_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1', AWS_REGION: 'nowhere' } },
  );
  expect(code).toBe(0);
  const summary = parseSummary(stdout);
  expect(summary.errors).toEqual([]);
  expect(summary.byAction['upload']?.ok).toBeGreaterThan(0);
  expect(summary.created.made).toBe(summary.byAction['upload']?.ok);
  expect(summary.created.removed).toBeGreaterThan(0);
  for (const said of [
    'IT Admin',
    '22:00-06:00',
    'david-backups',
    'the store',
    'the shop',
    'What to try next',
    'run office-demo/office.yaml',
  ])
    expect(stderr).toContain(said);
  expect(await run('validate', 'office/office.yaml')).toMatchObject({ code: 0 });
});

test.each([
  [['demo', 'garden'], 'Allowed choices are shop, office.'],
  [['demo', 'office', '--users', '5'], 'The office has ten people.'],
  [['demo', 'office', '--port', '65535'], 'The option --port takes a port from 1 to 65534, not "65535".'],
])('%j is refused', async (words, said) => {
  const { code, stderr } = await run(...words);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
});
