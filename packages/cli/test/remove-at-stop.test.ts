import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunSummary } from '@rushhour/core';
import { openLoopbackStore, type LoopbackStore } from '@rushhour/testkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from './start-command.ts';
import { writePlan, type StorePlan } from './stores/write-plan.ts';

// Whole commands, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let store: LoopbackStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-remove-'));
  store = await openLoopbackStore({ buckets: ['office'] });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Plays a plan of many small uploads to its end, and tells what its summary says was created. */
async function play(plan: Partial<StorePlan>, ...options: readonly string[]) {
  const env = writePlan(
    join(folder, 'plan.yaml'),
    { ...store, endpoint: store.url },
    {
      scenarios: { put: ['upload s3://office/team txt:100B-1KB'] },
      profiles: [{ name: 'many', count: 16, think: '0', scenarios: ['put'] }],
      ...plan,
    },
  );
  const run = await runCommand(['run', 'plan.yaml', '--quiet', '--summary', 'summary.json', ...options], { cwd: folder, env });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  // What the command promises to write.
  const { created } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary;
  const cleanUp = () => runCommand(['cleanup', 'plan.yaml', '--json'], { cwd: folder, env });
  return { created, cleanUp };
}

/** Bench `kill-nine` holds it to ten seconds; here the machine may be busy. */
const patient = { stop: { clean: '60s' } };

test.each([[[]], [['--workers', '2']]])('2,000 objects go at the stop: %j', async (options) => {
  const { created } = await play({ created: { onStop: 'remove' }, more: patient }, '--actions', '2000', ...options);
  expect(created).toEqual({ made: 2000, removed: 2000, left: 0, orphans: 0 });
  expect(store.objects('office')).toEqual([]);
});

test('what is not removed in time is counted as left, and the next cleanup finds it', async () => {
  let isSlow = true;
  store.intercept(async ({ operation }, next) => (isSlow && operation === 'HeadObject' ? { ...(await next()), delayMs: 20 } : undefined));
  const { created, cleanUp } = await play({ created: { onStop: 'remove' }, more: { stop: { clean: '2s' } } }, '--actions', '2000');
  expect(created.made).toBe(2000);
  expect(created.removed).toBeGreaterThan(0);
  expect(created.left).toBe(created.made - created.removed);
  const there = store.objects('office').length;
  // One batch may have been cut between its removal and the look whether it is gone.
  expect(created.left - there).toBeGreaterThanOrEqual(0);
  expect(created.left - there).toBeLessThanOrEqual(250);
  isSlow = false;
  const { code, stdout } = await cleanUp();
  expect(code).toBe(0);
  expect(stdout.split('\n').filter((line) => line.includes('"state":"removed"'))).toHaveLength(there);
  expect(store.objects('office')).toEqual([]);
});

test('two workers of one run count what is due once, and nothing as left by others', async () => {
  const { created } = await play(
    { created: { ttl: '1s', sweep: '1s' }, profiles: [{ name: 'some', count: 4, think: '100ms', scenarios: ['put'] }] },
    '--duration',
    '5s',
    '--workers',
    '2',
  );
  expect(created.removed).toBeGreaterThan(20);
  expect(created).toEqual({ made: created.made, removed: created.removed, left: store.objects('office').length, orphans: 0 });
});
