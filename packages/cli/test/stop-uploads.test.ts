import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseJournal, type RunSummary } from '@rushhour/core';
import { openLoopbackStore, type LoopbackStore } from '@rushhour/testkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand, startCommand } from './start-command.ts';
import { writePlan } from './stores/write-plan.ts';

// Whole commands, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let store: LoopbackStore;
let env: Readonly<Record<string, string>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-stop-'));
  store = await openLoopbackStore({ buckets: ['office'] });
  env = writePlan(
    join(folder, 'plan.yaml'),
    { ...store, endpoint: store.url },
    {
      created: { ttl: '1h', lease: '1s' },
      scenarios: { put: ['upload s3://office/team txt:2KB'], parts: ['upload s3://office/team zip:12MB partSize=5MiB'] },
      profiles: [
        { name: 'small', count: 10, pace: { peak: '2/s' }, scenarios: ['put'] },
        { name: 'large', count: 3, think: '0', scenarios: ['parts'] },
      ],
      more: { stop: { drain: '1s', abort: '10s', clean: '10s', flush: '5s' } },
    },
  );
  // The second part of each upload is never answered.
  store.intercept(({ operation, query }) =>
    operation === 'UploadPart' && query.get('partNumber') === '2' ? { fault: 'never' } : undefined,
  );
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const start = () => startCommand(['run', 'plan.yaml', '--summary', 'summary.json', '--journal', 'journal.ndjson'], { cwd: folder, env });
const logOf = (operation: string) => store.log.filter((line) => line.operation === operation);
/** Resolves when all three uploads are in the middle, and some small ones are done. */
const inTheMiddle = async () => {
  const progress = () => Math.min(logOf('UploadPart').length / 6, store.objects('office').length / 10);
  await expect.poll(progress, { timeout: 20_000 }).toBeGreaterThanOrEqual(1);
};

test('after SIGTERM in the middle of uploads in parts nobody arrives any more, and every abort is confirmed before the end', async () => {
  const run = start();
  await inTheMiddle();
  run.kill('SIGTERM');
  await run.said('SIGTERM');
  const stoppedAt = Date.now();
  expect((await run.done).code).toBe(0);
  expect(store.uploads('office')).toEqual([]);
  expect(store.objects('office').filter(({ key }) => key.includes('.rushhour'))).toEqual([]);
  expect(logOf('AbortMultipartUpload').filter(({ status }) => status === 204)).toHaveLength(3);
  expect(new Set(logOf('ListParts').map(({ key, code }) => `${key} ${code}`)).size).toBe(3);
  expect(logOf('ListParts').every(({ code }) => code === 'NoSuchUpload')).toBe(true);

  const { entries, header } = readJournal();
  const startedAt = Date.parse(header.startedAt);
  expect(entries.filter(({ at }) => startedAt + at > stoppedAt + 100)).toEqual([]);
  expect(entries.filter(({ outcome }) => outcome === 'interrupted')).toHaveLength(3);
  // What the command promises to write.
  const { actions, created } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary;
  expect(actions.started).toBe(entries.length);
  expect(actions.interrupted).toBe(3);
  expect(created).toEqual({ made: actions.ok, removed: 0, left: actions.ok, orphans: 0 });
  expect(store.objects('office')).toHaveLength(actions.ok);
});

test('a second SIGTERM ends it at once, and a cleanup takes what is left', async () => {
  const letGo = store.intercept(({ operation }) => (operation === 'AbortMultipartUpload' ? { fault: 'never' } : undefined));
  const run = start();
  await inTheMiddle();
  run.kill('SIGTERM');
  await expect.poll(() => logOf('AbortMultipartUpload').length, { timeout: 20_000 }).toBe(3);
  run.kill('SIGTERM');
  expect(await run.done).toMatchObject({ code: 143 });
  expect(store.uploads('office')).toHaveLength(3);
  letGo();
  const cleanUp = async () => (await runCommand(['cleanup', 'plan.yaml', '--json'], { cwd: folder, env })).stdout;
  await expect.poll(cleanUp, { timeout: 20_000 }).not.toContain('"live"');
  expect(store.uploads('office')).toEqual([]);
  expect(store.objects('office')).toEqual([]);
});

const readJournal = () => parseJournal(readFileSync(join(folder, 'journal.ndjson'), 'utf8'));
