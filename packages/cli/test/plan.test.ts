import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Forecast, PlannedArrival } from '@rushhour/core';
import { startLoopback, type Loopback } from './loopback.ts';
import { runCommand, startCommand, type CommandOptions } from './start-command.ts';

let folder: string;
let site: Loopback;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-plan-'));
  site = await startLoopback((_request, response) => response.end('hello'));
  mkdirSync(join(folder, 'scenarios'));
  write('scenarios/work.txt', '#Random draws=2\nopen /a\nopen /b\n');
  write('office.yaml', office());
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = (args: readonly string[], options: CommandOptions = {}) => runCommand(args, { cwd: folder, ...options });

const office = (more = '') => `name: office
seed: office-2026
start: 2026-01-05T00:00:00Z
base: ${site.url}
scenarios: [scenarios/]
profiles:
  - { name: alice-dev, hours: '09:00-17:00', pace: { peak: 20/min, offPeak: 1/min } }
  - { name: david-backup, hours: '22:00-06:00', zone: Europe/Berlin, pace: { peak: 30/min } }
${more}`;

test('plan shows the day of everybody, and sends nothing', async () => {
  const { code, stdout, stderr } = await run(['plan', 'office.yaml']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('office  Mon 5 Jan 2026, 00:00 to 24:00 UTC  2 people, seed office-2026');
  expect(stdout).toMatch(/alice-dev +▁+[▂-▆]?▇+[▂-▆]?▁+ +9,\d{3} +20 +09:30/);
  // 22:00 to 06:00 in Berlin is 21:00 to 05:00 UTC in January.
  expect(stdout).toMatch(/david-backup +▇+[▂-▆]*·+[▂-▆]*▇+ +13,\d{3} +30 +00:00/);
  expect(stdout).not.toContain('\u001b');
  expect(site.requests).toHaveLength(0);
});

test('plan takes another window, another zone, and what the command line says', async () => {
  const { stdout } = await run(['plan', 'office.yaml', '--from', '09:00', '--for', '2h', '--zone', 'Europe/Berlin', '--scale', '10']);
  expect(stdout).toContain('Mon 5 Jan 2026, 10:00 to 12:00 Europe/Berlin');
  expect(stdout).toMatch(/alice-dev .* 200 {2}10:30/);
});

test('plan --json is the forecast, and --arrivals are as many as it expects', async () => {
  const [json, ndjson] = await Promise.all([run(['plan', 'office.yaml', '--json']), run(['plan', 'office.yaml', '--arrivals'])]);
  // What the command promises to write.
  const forecast = JSON.parse(json.stdout) as Forecast & { readonly version: number };
  expect(forecast).toMatchObject({ version: 1, name: 'office', seed: 'office-2026' });
  const arrivals = ndjson.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PlannedArrival);
  // Six standard deviations of a Poisson number.
  expect(Math.abs(arrivals.length - forecast.total)).toBeLessThan(6 * Math.sqrt(forecast.total));
  expect(arrivals[0]).toMatchObject({ profile: expect.any(String), action: 'open', target: expect.stringMatching(/\/[ab]$/) });
  expect(arrivals.map(({ at }) => at)).toEqual(arrivals.map(({ at }) => at).toSorted((a, b) => a - b));
  expect(site.requests).toHaveLength(0);
});

test('plan --arrivals ends quietly when its reader goes away', async () => {
  const command = startCommand(['plan', 'office.yaml', '--arrivals', '--for', '365d'], { cwd: folder });
  command.hangUp();
  expect(await command.done).toMatchObject({ code: 0, signal: null });
});

test('plan --svg writes a picture', async () => {
  expect(await run(['plan', 'office.yaml', '--svg', 'office.svg'])).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(join(folder, 'office.svg'), 'utf8')).toMatch(/^<svg .*aria-label="office: Mon 5 Jan 2026/);
});

test.each([
  [['plan', 'scenarios/work.txt'], '"scenarios/work.txt" is no plan.'],
  [['plan', 'nope.yaml'], 'nope.yaml:1:1: There is no such file or folder.\n  Check the path.\n'],
  [['run', 'nope.yaml'], 'nope.yaml:1:1: There is no such file or folder.\n  Check the path.\n'],
  [['validate', 'nope.yaml'], 'nope.yaml:1:1: There is no such file or folder.\n  Check the path.\n'],
  [
    ['plan', 'office.yaml', '--zone', 'Mars/Phobos'],
    'The option --zone takes a time zone such as UTC or Europe/Berlin, not "Mars/Phobos".',
  ],
  [['plan', 'office.yaml', '--from', 'noon'], 'The option --from takes a date, a date and time, or a time'],
  [['plan', 'office.yaml', '--svg', 'no/such/folder.svg'], 'The option --svg names "no/such/folder.svg"'],
  [['run', 'office.yaml', '--users', '3'], 'The option --users cannot be given with a plan.'],
  [['run', 'office.yaml', '--once'], 'The option --once cannot be given with a plan.'],
  [['run', 'office.yaml', 'scenarios'], 'office.yaml:'],
])('%j is refused with exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('every problem of a plan and its scenarios is told at once, and nothing is sent', async () => {
  mkdirSync(join(folder, 'bad'));
  write('bad/work.txt', `opne ${site.url}/\nopen ${site.url}/ metod=POST\n`);
  write(
    'bad.yaml',
    `scenarios: [bad/]\nplugins:\n  - use: no-such-plugin\nprofiles:\n  - { name: a, hours: 9-9 }\n  - { name: b, zone: Mars/Phobos }\n`,
  );
  for (const command of ['validate', 'run', 'plan']) {
    const { code, stderr } = await run([command, 'bad.yaml']);
    expect(code).toBe(2);
    const places = [...stderr.matchAll(/^((?:bad\.yaml|bad\/work\.txt):\d+):\d+: /gm)].map(([, place]) => place);
    expect(places).toEqual(['bad.yaml:3', 'bad.yaml:5', 'bad.yaml:6', 'bad/work.txt:1', 'bad/work.txt:2']);
  }
  expect(site.requests).toHaveLength(0);
});

test('a plugin that could not be loaded or configured is told first, without what may come of it', async () => {
  mkdirSync(join(folder, 'astray'));
  write('astray/files.txt', `open ${site.url}/ metod=POST\nupload s3://office/team txt:1KB\nopen https://other.example/\n`);
  write(
    'astray.yaml',
    `scenarios: [astray/]\nplugins:\n  - { use: s3, with: { bucket: office } }\nallow: ['${site.url}']\nprofiles: [{ name: a }]\n`,
  );
  write('astray/fine.txt', `open ${site.url}/\n`);
  const { code, stdout, stderr } = await run(['validate', 'astray.yaml']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatchInlineSnapshot(`
    "astray.yaml:3:5: The configuration of plugin "s3" is invalid: Unrecognized key: "bucket".
      See the documentation of the plugin.
    astray/files.txt:1:30: Plugin "generic" refuses the parameters of this open: Unrecognized key: "metod".
      Did you mean \`method\`?

    2 problems
    "
  `);
  write('astray.yaml', `scenarios: [astray/]\nallow: ['${site.url}']\nprofiles: [{ name: a }]\n`);
  expect((await run(['validate', 'astray.yaml'])).stderr).toContain(
    '  `s3:` needs a plugin: `plugins: [{ use: s3 }]` in a plan, or `--plugin s3`.\n',
  );
});

test('validate and explain take a plan', async () => {
  expect(await run(['validate', 'office.yaml'])).toMatchObject({
    code: 0,
    stdout: 'ok  office.yaml: office, 2 profiles, 2 users\nok  scenarios/work.txt: work, random, 2 instructions\n',
  });
  const { stdout } = await run(['explain', 'office.yaml']);
  expect(stdout).toContain(`scenarios/work.txt:2  open ${site.url}/a\n  → generic`);
});

test('a plan configures its plugins from the environment, and no secret is shown', async () => {
  write(
    'shop.mjs',
    `export const plugin = ({ token, size }, { as }) => {
      if (size === undefined) throw new Error('no size, but the token ' + token);
      return { [Symbol.for('rushhour.plugin/1')]: true, name: 'shop', instance: as, origins: [], targets: ['${site.url}/a'], actions: { open: { run() {} } } };
    };`,
  );
  const plan = (config: string) =>
    office(`env: [TOKEN]\nplugins:\n  - { use: ./shop.mjs, as: eu, with: { token: '\${TOKEN}', ${config} } }\n`);
  const env = { TOKEN: 'very-secret-token' };
  write('shop.yaml', plan('size: 7'));
  expect((await run(['explain', 'shop.yaml'], { env })).stdout).toContain('→ eu ');
  write('shop.yaml', plan('colour: red'));
  const refused = await run(['run', 'shop.yaml'], { env });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('no size, but the token (hidden)');
  expect((await run(['run', 'shop.yaml'])).stderr).toContain('TOKEN');
});
