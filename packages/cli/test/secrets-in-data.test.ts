import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoopback, type Loopback } from './loopback.ts';
import { runCommand } from './start-command.ts';

const secret = 'open sesame/"42"';
/** As it is, in JSON, in a path or a query, and in a form. */
const anyForm = /open(?: |%20|\+)sesame|sesame/;

let folder: string;
let site: Loopback;
/** Every request with its body, as the site got it. */
const asked: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-secrets-'));
  site = await startLoopback((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push([request.method, request.url, body].join(' '));
      // A site that tells everybody what it was asked, and refuses some of it.
      response.writeHead(request.url?.startsWith('/missing') === true ? 404 : 200, {
        'content-type': 'application/json',
        'x-asked': request.url,
      });
      response.end(JSON.stringify({ token: `t${request.url}` }));
    });
  });
  write(
    'log-in.yaml',
    `base: ${site.url}
instructions:
  - { open: '/log-in/{data.login}/{data.sku}', capture: { token: { json: $.token } } }
`,
  );
  write(
    'shop.yaml',
    `base: ${site.url}
order: random
draws: 2
instructions:
  - open: /products/{data.sku}?as={data.login}
  - open: /missing/{data.login}
  - { open: /basket, with: { method: POST, form: { who: '{data.login}', sku: '{data.sku}', pin: '{data.pin}' } } }
  - { open: /orders, with: { method: POST, json: { token: '{var.token}', who: '{data.login}' } } }
`,
  );
  write('pins.csv', 'pin\n1111-1\n2222-2\n3333-3\n4444-4\n5555-5\n');
  write(
    'plan.yaml',
    `seed: secrets
env: [SHOP_PASSWORD]
scenarios: [log-in.yaml, shop.yaml]
data: [{ file: pins.csv, pick: random }]
profiles:
  - name: guest
    count: 2
    start: log-in
    scenarios: [shop]
    think: 0-5ms
    data: [{ rows: [{ login: guest-login, sku: c-3 }] }]
  - name: member
    count: 3
    start: log-in
    scenarios: [shop]
    think: 0-5ms
    data:
      - per: user
        rows:
          - { login: '\${SHOP_PASSWORD}', sku: a-1 }
          - { login: alice@shop, sku: b-2 }
plays: 4
`,
  );
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const command = (...args: string[]) => runCommand(args, { cwd: folder, env: { SHOP_PASSWORD: secret } });

/** Runs a command, and tells what the site was asked meanwhile. */
async function accessLog(...args: string[]) {
  const before = asked.length;
  const result = await command(...args);
  return { ...result, log: asked.slice(before).toSorted() };
}

test.each([[['--verbose']], [['--workers', '2']]])(
  'a value of the environment in data reaches the site, and nothing that is written: %j',
  async (how) => {
    const files = ['journal.ndjson', 'summary.json', 'report.html', 'run.log'];
    const outputs = ['--journal', 'journal.ndjson', '--summary', 'summary.json', '--report', 'report.html', '--log', 'run.log'];
    const { code, stdout, stderr, log } = await accessLog('run', 'plan.yaml', ...how, ...outputs);
    expect(code).toBe(0);
    const path = encodeURIComponent(secret);
    for (const part of [
      `GET /log-in/${path}/a-1`,
      `GET /products/a-1?as=${path}`,
      `POST /basket ${new URLSearchParams({ who: secret }).toString()}&sku=a-1&pin=`,
    ])
      expect(log.join('\n')).toContain(part);
    expect(log.join('\n')).toContain(JSON.stringify({ who: secret }).slice(1, -1));
    for (const text of [stdout, stderr, ...files.map(read)]) expect(text).not.toMatch(anyForm);
    expect([stderr, read('journal.ndjson')].join()).not.toMatch(/\d{4}-\d(?!\d)"/);
    expect(stderr.includes('/products/a-1?as={data.login}')).toBe(how.includes('--verbose'));
    expect(read('journal.ndjson')).toContain(`${site.url}/products/a-1?as={data.login}`);
  },
);

test('plan --arrivals does not print it', async () => {
  const { code, stdout, log } = await accessLog('plan', 'plan.yaml', '--arrivals');
  expect({ code, log }).toEqual({ code: 0, log: [] });
  expect(stdout).toContain('/products/a-1?as={data.login}');
  expect(stdout).not.toMatch(anyForm);
});

test('replay --plan fills it in again: the site is asked the same, and the journals are the same', async () => {
  const first = await accessLog('run', 'plan.yaml', '--quiet', '--journal', 'first.ndjson');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const again = await accessLog('replay', 'first.ndjson', '--plan', 'plan.yaml', '--verbose', '--journal', 'again.ndjson');
  expect(again.code).toBe(0);
  expect(again.log).toEqual(first.log);
  for (const text of [again.stderr, read('again.ndjson')]) expect(text).not.toMatch(anyForm);
  const canonical = async (name: string) => (await command('journal', '--canonical', name)).stdout;
  expect(await canonical('again.ndjson')).toBe(await canonical('first.ndjson'));
});

test('without the plan, or with another that lacks the column, replay says so and sends nothing', async () => {
  await command('run', 'plan.yaml', '--quiet', '--journal', 'lacking.ndjson');
  const alone = await accessLog('replay', 'lacking.ndjson');
  expect(alone).toMatchObject({ code: 2, log: [] });
  expect(alone.stderr).toMatch(/lacking\.ndjson:\d+:1: What "\{data\.login\}" stood for in .* is not in the journal\.\n.*--plan/);
  write('other.yaml', read('plan.yaml').replaceAll('login:', 'account:'));
  const other = await accessLog('replay', 'lacking.ndjson', '--plan', 'other.yaml');
  expect(other).toMatchObject({ code: 2, log: [] });
  expect(other.stderr).toContain('The data has no column "login".');
});
