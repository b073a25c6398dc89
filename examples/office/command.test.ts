import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJournal, ScenarioRunner, type ActionEndEvent, type Forecast, type RunSummary } from '@rushhour/core';
import { openLoopbackStore, type LoopbackStore } from '@rushhour/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countByHour, expectPoisson } from './test/hours.ts';
import { lookIntoStore } from './test/look-into-store.ts';
import { officeRun } from './test/office-run.ts';

const command = fileURLToPath(new URL('src/bin.ts', import.meta.resolve('rushhour/package.json')));

let store: LoopbackStore;
let folder: string;
beforeEach(async () => {
  store = await openLoopbackStore();
  folder = mkdtempSync(join(tmpdir(), 'rushhour-office-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await store.close();
});

/** Runs the command from its source, here; resolves with its standard output. A busy machine may miss a threshold (3): that is no mistake. */
function rushhour(...args: readonly string[]): Promise<string> {
  const { url: AWS_ENDPOINT_URL_S3, region: AWS_REGION, accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = store;
  const { PATH } = process.env;
  const env = { PATH, AWS_ENDPOINT_URL_S3, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
  const words = ['--conditions=@rushhour/source', command, ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, words, { cwd: import.meta.dirname, env }, (error, stdout, stderr) => {
      if (error === null || error.code === 3) resolve(stdout);
      else reject(new Error(stderr, { cause: error }));
    });
  });
}

describe('the command', () => {
  test('plays a day, and journal, summary, log of the store and `cleanup` agree', async () => {
    const [journalFile, summaryFile] = [join(folder, 'journal.ndjson'), join(folder, 'summary.json')];
    const faster = ['--speed', '8640', '--scale', '0.0004'];
    await rushhour('run', 'plan.yaml', ...faster, '--size-scale', '0.005', '--journal', journalFile, '--summary', summaryFile, '--quiet');
    // What --summary writes is the RunSummary of @rushhour/core.
    const { actions, requests, created, byAction, thresholds } = JSON.parse(readFileSync(summaryFile, 'utf8')) as RunSummary;
    const { header, entries } = parseJournal(readFileSync(journalFile, 'utf8'), journalFile);

    expect(actions).toMatchObject({ started: entries.length, failed: actions.injected, interrupted: 0 });
    expect(entries.filter(({ outcome, fault }) => outcome === 'failed' && fault === undefined)).toEqual([]);
    expect(store.log.length).toBeGreaterThanOrEqual(requests.answered);
    expect(store.log.length).toBeLessThanOrEqual(requests.sent);
    expect(thresholds.map(({ check, passed }) => [check, passed])).toContainEqual(['failed < 1%', true]);

    const puts = store.log.filter(
      ({ operation, status, key }) => operation === 'PutObject' && status === 200 && !key.startsWith('.rushhour/'),
    );
    expect(puts.length).toBeGreaterThanOrEqual(byAction['upload']?.ok ?? Infinity);
    expect(new Set(puts.map(({ bucket, key }) => `${bucket}/${key}`)).size).toBe(puts.length);
    const gets = store.log.filter(({ operation, status }) => operation === 'GetObject' && status === 200);
    expect(gets.length).toBeGreaterThanOrEqual(
      entries.filter(({ action, outcome, bytesReceived }) => action === 'download' && outcome === 'ok' && bytesReceived > 0).length,
    );
    expect(gets.filter(({ key }) => !key.includes('/'))).toEqual([]);

    // Where a connection was reset on purpose, only the store knows whether the file came.
    const unsure = entries.filter(({ action, fault }) => action === 'upload' && fault === 'connection_reset').length;
    const live = await lookAndClose();
    expect(live.length).toBeLessThanOrEqual(created.left);
    expect(live.length).toBeGreaterThanOrEqual(created.left - unsure);

    const { startAt = 0, speed } = header;
    const forecast = JSON.parse(await rushhour('plan', 'plan.yaml', '--json', ...faster)) as Forecast;
    expectPoisson(countByHour(entries.map(({ profile, intendedAt }) => [profile, startAt + intendedAt * speed])), forecast);

    expect(await rushhour('cleanup', 'plan.yaml', '--dry-run', '--quiet')).toContain(`${live.length} things`);
    expect(await lookAndClose()).toHaveLength(live.length);
    expect(await rushhour('cleanup', 'plan.yaml', '--quiet')).toContain(`${live.length} things removed`);
    expect(await lookAndClose()).toEqual([]);
  }, 120_000);
});

describe('a store that is not to be trusted', () => {
  const faster = { speed: 8640, scale: 0.0003, sizeScale: 0.005, faults: {}, duration: '12h' };

  test('a file that comes back changed is noticed', async () => {
    store.intercept(async ({ operation }, next) => {
      const answer = await next();
      if (operation !== 'GetObject' || answer.body === undefined || typeof answer.body === 'string') return answer;
      const body = answer.body instanceof Uint8Array ? Buffer.from(answer.body) : Buffer.concat([...answer.body]);
      body.writeUInt8(body.readUInt8(0) ^ 1, 0);
      return { ...answer, body };
    });
    const failures = new Set(
      await playAndTell(faster, ({ action, outcome, error }) => (action === 'download' && outcome === 'failed' ? error : undefined)),
    );
    expect([...failures]).toEqual(['checksum_mismatch']);
  }, 60_000);

  test('a delete that fails is not counted', async () => {
    // One way says no, the other says yes and does nothing.
    store.intercept(({ operation, key }) => {
      if (operation === 'DeleteObjects') return { status: 200, body: refusal };
      return operation === 'DeleteObject' && !key.startsWith('.rushhour/') ? { status: 204 } : undefined;
    });
    const runner = new ScenarioRunner({ ...(await officeRun(place())), ...faster });
    const { created } = await runner.run();
    expect(created.removed).toBe(0);
    expect(created.left).toBe(created.made);
    expect(await lookAndClose()).toHaveLength(created.left);
  }, 60_000);
});

const refusal = `<?xml version="1.0"?><DeleteResult><Error><Key>x</Key><Code>AccessDenied</Code><Message>No.</Message></Error></DeleteResult>`;

const place = () => ({ ...store, endpoint: store.url });

async function lookAndClose() {
  const watch = lookIntoStore(place());
  try {
    return await watch.objects();
  } finally {
    watch.close();
  }
}

/** Plays the office, and gathers what is told of each end but undefined. */
async function playAndTell<Told>(changes: object, tell: (end: ActionEndEvent) => Told | undefined): Promise<readonly Told[]> {
  const told: Told[] = [];
  const runner = new ScenarioRunner({ ...(await officeRun(place())), ...changes });
  runner.on('actionEnd', (end) => {
    const one = tell(end);
    if (one !== undefined) told.push(one);
  });
  await runner.run();
  return told;
}
