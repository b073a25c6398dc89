import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { cleanUp, ScenarioRunner, type ActionEndEvent, type RunSummary, type ScenarioRunnerOptions } from '@rushhour/core';
import { openLoopbackStore } from '@rushhour/testkit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { formatChecks } from '../../packages/content/test/format-checks.ts';
import { hasCommand, runCommand } from '../../packages/content/test/run-command.ts';
import { s3Stores, type S3Gap } from '../../scripts/services/s3-stores.ts';
import { lookIntoStore, type SeenObject, type StoreWatch } from './test/look-into-store.ts';
import { officeRun, type OfficeStore } from './test/office-run.ts';

/** The faults of the plan, but more often, and none after which nobody knows what the store has. */
const faults = {
  abortUpload: '3%',
  wrongChecksum: '3%',
  abortDownload: '6%',
  missingKey: '6%',
  badCredentials: '3%',
  extraLatency: { share: '3%', delay: '50ms' },
};

/** The store of the testkit, as the others are started. */
const loopback = {
  name: 'loopback',
  gaps: new Set<S3Gap>(),
  async start() {
    const store = await openLoopbackStore();
    return { ...store, endpoint: store.url, stop: store.close };
  },
};

describe.each([loopback, ...s3Stores()])('the office on $name', ({ name, start, gaps }) => {
  let store: OfficeStore & { stop(): Promise<void> };
  let watch: StoreWatch;
  let options: ScenarioRunnerOptions;
  const ends: ActionEndEvent[] = [];
  let summary: RunSummary;
  let endedAt: number;
  let live: readonly SeenObject[];

  beforeAll(async () => {
    store = await start();
    watch = lookIntoStore(store);
    // Where nobody checks, files that were changed on the way would lie there.
    const { wrongChecksum: _, ...unchecked } = faults;
    const day = { speed: 8640, scale: 0.0004, sizeScale: 0.005, faults: gaps.has('md5') ? unchecked : faults };
    options = { ...(await officeRun(store)), ...day };
    const runner = new ScenarioRunner(options);
    runner.on('actionEnd', (end) => void ends.push(end));
    summary = await runner.run();
    endedAt = Date.now();
    live = await watch.objects();
  }, 120_000);

  afterAll(async () => {
    watch.close();
    await store.stop();
  });

  const withFault = (fault: string) => ends.filter((end) => end.fault === fault);

  test('nothing fails but on purpose, and all of that is counted apart', () => {
    expect(ends.filter(({ outcome, fault }) => outcome === 'failed' && fault === undefined)).toEqual([]);
    expect(summary.actions).toMatchObject({ failed: summary.actions.injected, interrupted: 0 });
    expect(withFault('abort_upload').length).toBeGreaterThan(0);
    const errors = new Set(
      ['missing_key', 'bad_credentials', 'wrong_checksum'].flatMap((fault) => withFault(fault).map(({ error }) => error)),
    );
    const expected = ['s3_key', ...(gaps.has('signatures') ? [] : ['s3_auth']), ...(gaps.has('md5') ? [] : ['s3_checksum'])];
    expect(errors).toEqual(new Set(expected));
  });

  test('the ledger says how many objects there are', () => {
    const stored = ends.filter(({ action, outcome, fault }) => action === 'upload' && (outcome === 'ok' || fault === 'extra_latency'));
    expect(summary.created).toMatchObject({ made: stored.length, left: live.length, removed: stored.length - live.length, orphans: 0 });
    expect(new Set(live.map(({ bucket, key }) => `${bucket}/${key}`)).size).toBe(live.length);
  });

  test('what was due is gone, and what lies there is not', async () => {
    expect(summary.created.removed).toBeGreaterThan(0);
    const expiries = await Promise.all(live.map(async (object) => Number((await watch.read(object)).metadata['rushhour-expires'])));
    // A store tells whole seconds.
    for (const expiresAt of expiries) expect(expiresAt).toBeGreaterThan(endedAt - 2000);
  });

  test('people get files back, out of folders', () => {
    const got = ends.filter(({ action, outcome, bytesReceived }) => action === 'download' && outcome === 'ok' && bytesReceived > 0);
    expect(got.length).toBeGreaterThan(20);
    expect(live.filter(({ key }) => !key.includes('/'))).toEqual([]);
  });

  test('files are what their names say', async ({ skip }) => {
    skip(!hasCommand('file') && process.env['CI'] === undefined, 'the command `file` is not installed');
    const folder = mkdtempSync(join(tmpdir(), 'rushhour-office-'));
    try {
      const sample = live.slice(0, 40).map((object, index) => ({ object, path: join(folder, `${index}`), extension: extensionOf(object) }));
      for (const { object, path } of sample) writeFileSync(path, (await watch.read(object)).body);
      const said = runCommand('file', ['--brief', '--mime-type', ...sample.map(({ path }) => path)]);
      expect(sample.length).toBeGreaterThan(0);
      expect(said.trim().split('\n')).toEqual(sample.map(({ extension }) => formatChecks[extension]?.detected));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('`rushhour cleanup` removes what was left, and leaves nothing of its own', async () => {
    const cleaned = await cleanUp(options, { dryRun: false });
    expect(cleaned).toMatchObject({ removed: live.length, live: 0, failed: 0 });
    expect(await watch.objects()).toEqual([]);
    expect(await watch.ownObjects()).toEqual([]);
  });

  test('a stop in the middle of uploads leaves nothing half-made', async ({ skip }) => {
    skip(gaps.has('multipart-listing'), `${name} does not list uploads in parts`);
    const { profiles = [], ...rest } = options;
    const files = { kinds: { zip: 1 }, sizes: { zip: '20MB' } };
    const runner = new ScenarioRunner({
      ...rest,
      profiles: profiles.map((person) => ({ ...person, hours: 'always', link: { up: '8Mbit' }, files })),
      limits: { rate: '1200/min' },
      speed: 1,
      scale: 1,
      sizeScale: 1,
      faults: {},
      thresholds: [],
      stop: { drain: '100ms' },
    });
    const phases: string[] = [];
    runner.on('phase', ({ phase }) => void phases.push(phase));
    const running = runner.run();
    await vi.waitFor(async () => expect((await watch.ownObjects()).filter(({ key }) => key.includes('/upload-'))).not.toEqual([]), 20_000);
    runner.stop('the test');
    const { actions, created } = await running;
    expect(phases.slice(-5)).toEqual(['draining', 'aborting', 'cleaning', 'flushing', 'stopped']);
    expect(actions.interrupted).toBeGreaterThan(0);
    expect(await watch.openUploads()).toEqual([]);
    expect(await watch.ownObjects()).toEqual([]);
    expect((await watch.objects()).length).toBe(created.left);
  }, 60_000);
});

/** `tar.gz` of `backup.tar.gz`. */
function extensionOf({ key }: SeenObject): string {
  return key.endsWith('.tar.gz') ? 'tar.gz' : extname(key).slice(1);
}
