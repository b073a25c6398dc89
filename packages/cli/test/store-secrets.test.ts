import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLoopbackStore, type LoopbackStore } from '@rushhour/testkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from './start-command.ts';
import { writePlan } from './stores/write-plan.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const sessionToken = 'FwoGZXIvYXdzEBYaDsession//token+EXAMPLE==';
const files = ['journal.ndjson', 'summary.json', 'report.html', 'run.log'];
const outputs = ['--journal', 'journal.ndjson', '--summary', 'summary.json', '--report', 'report.html', '--log', 'run.log'];

// Whole commands, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let store: LoopbackStore;
/** What must not be seen, by its name: what every request was signed with, too. */
let secrets: Map<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-keys-'));
  store = await openLoopbackStore({ buckets: ['office'], secretAccessKey });
  secrets = new Map([
    ['the secret key', secretAccessKey],
    ['the secret key, encoded', encodeURIComponent(secretAccessKey)],
    ['the session token', sessionToken],
    ['the session token, encoded', encodeURIComponent(sessionToken)],
    ['part of the secret key', secretAccessKey.slice(0, 20)],
    ['part of the session token', sessionToken.slice(0, 20)],
  ]);
  store.intercept(({ headers }) => {
    const signature = /Signature=([0-9a-f]{64})/.exec(headers.get('authorization') ?? '')?.[1];
    if (signature !== undefined) secrets.set(`signature ${secrets.size}`, signature);
    return undefined;
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const credentials = { accessKeyId: 'rushhour', secretAccessKey, sessionToken };

test.each([
  ['of the plan itself', { credentials }, {}],
  [
    'the plan takes from the environment',
    { credentials: { accessKeyId: 'rushhour', secretAccessKey: '${STORE_SECRET}', sessionToken: '${STORE_TOKEN}' } },
    { STORE_TOKEN: sessionToken },
  ],
  [
    'of the AWS environment',
    { credentials: undefined },
    { AWS_ACCESS_KEY_ID: 'rushhour', AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken },
  ],
] as const)(
  'keys %s are in nothing that is written, neither when they are right nor when the store refuses them',
  async (_, settings, variables) => {
    const env = {
      ...writePlan(
        join(folder, 'plan.yaml'),
        { ...store, endpoint: store.url },
        {
          created: { ttl: '1h', lease: '1s' },
          scenarios: {
            all: [
              'upload s3://office/team txt:2KB',
              'upload s3://office/team zip:12MB partSize=5MiB',
              'open s3://office/team',
              'follow what=object',
              'download s3://office/team',
            ],
          },
          profiles: [{ name: 'one', think: '0', scenarios: ['all'] }],
          settings,
          more: { env: ['STORE_KEY', 'STORE_SECRET', 'STORE_TOKEN'] },
        },
      ),
      ...variables,
    };
    const command = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await runCommand(args, { cwd: folder, env });
      const written = files.filter((name) => existsSync(join(folder, name))).map((name) => readFileSync(join(folder, name), 'utf8'));
      const text = [stdout, stderr, ...written].join('\n');
      expect([...secrets].filter(([, value]) => text.includes(value)).map(([name]) => name)).toEqual([]);
      expect(text).not.toMatch(/Signature=[0-9a-f]/);
      return { code, text };
    };
    const right = await command('run', 'plan.yaml', '--plays', '1', '--verbose', ...outputs);
    expect(right).toMatchObject({ code: 0, text: expect.stringContaining('authorization: REDACTED') });
    expect(secrets.size).toBeGreaterThan(12);
    // The store knows no such secret any more: its answers repeat what it was sent.
    store.intercept(({ headers }) => ({
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: `<Error><Code>SignatureDoesNotMatch</Code><Message>We do not know Authorization: ${headers.get('authorization')} X-Amz-Security-Token: ${sessionToken}</Message><AWSAccessKeyId>rushhour</AWSAccessKeyId><StringToSign>x-amz-security-token:${sessionToken}</StringToSign><SignatureProvided>${headers.get('authorization')}</SignatureProvided></Error>`,
    }));
    const wrong = await command('run', 'plan.yaml', '--plays', '1', '--verbose', ...outputs);
    expect(wrong.text).toContain('SignatureDoesNotMatch');
    await command('run', 'plan.yaml', '--duration', '1s');
    await command('cleanup', 'plan.yaml');
    await command('cleanup', 'plan.yaml', '--dry-run', '--json');
    await command('explain', 'plan.yaml');
    await command('validate', 'plan.yaml');
  },
);
