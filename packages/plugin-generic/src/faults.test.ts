import {
  download,
  follow,
  open,
  scenario,
  ScenarioRunner,
  upload,
  type ActionEndEvent,
  type FaultsOptions,
  type InstructionDraft,
  type JournalEntry,
  type RunSummary,
  type ScenarioRunnerOptions,
} from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { createDefaultSite, createMemoryTelemetry, startLoopbackSite, type LoopbackSite } from '@rushhour/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';
import { generic } from './generic.ts';

const size = 300_000;
const photo = { name: 'photo.jpg', data: Buffer.alloc(size, 'x') };
const everything = [open('/'), download(`/files/${size}`), upload('/upload', { file: photo, as: 'put' })];

async function site(): Promise<LoopbackSite> {
  const { table } = createDefaultSite();
  const started = await startLoopbackSite({
    site: {
      ...table,
      'GET /members': ({ headers }) => ({ status: headers['authorization'] === `Basic ${btoa('ann:secret')}` ? 200 : 401 }),
    },
  });
  onTestFinished(() => started.close());
  return started;
}

interface Played {
  readonly ends: readonly ActionEndEvent[];
  readonly entries: readonly JournalEntry[];
  readonly summary: RunSummary;
}

/** Plays against a site; the books must balance, and only failures can be injected. */
async function play(
  base: string,
  { instructions = everything, ...options }: Partial<ScenarioRunnerOptions> & { readonly instructions?: readonly InstructionDraft[] },
): Promise<Played> {
  const ends: ActionEndEvent[] = [];
  const entries: JournalEntry[] = [];
  const runner = new ScenarioRunner({
    scenarios: [scenario('pages', { base }, instructions)],
    plugins: [generic()],
    http: createHttp(),
    allow: [base],
    plays: 1,
    think: '0',
    seed: 'faults',
    journal: { write: (record) => void ('user' in record && entries.push(record)) },
    ...options,
  });
  runner.on('actionEnd', (event) => ends.push(event));
  const summary = await runner.run();
  const { started, ok, failed, interrupted, injected } = summary.actions;
  expect(started).toBe(ok + failed + interrupted);
  expect(injected).toBe(entries.filter(({ fault }) => fault !== undefined).length);
  expect(entries.every(({ fault, outcome }) => fault === undefined || outcome === 'failed')).toBe(true);
  return { ends, entries, summary };
}

const told = ({ action, outcome, error, fault }: ActionEndEvent) => [action, outcome, error, fault];

describe('faults committed on purpose', () => {
  test('are none unless they are asked for', async () => {
    const { baseUrl, requests } = await site();
    const { ends, summary } = await play(baseUrl, {});
    expect(ends.map(told)).toEqual(['open', 'download', 'upload'].map((action) => [action, 'ok', undefined, undefined]));
    expect(summary.actions.injected).toBe(0);
    expect(requests({ method: 'PUT' })).toMatchObject([{ requestBytes: size, status: 201 }]);
  });

  test('a connection is reset under each action', async () => {
    const { baseUrl } = await site();
    const { ends, summary } = await play(baseUrl, { faults: { connectionReset: '100%' } });
    expect(ends.map(told)).toEqual(
      ['open', 'download', 'upload'].map((action) => [action, 'failed', 'connection_reset', 'connection_reset']),
    );
    expect(summary.actions).toMatchObject({ started: 3, failed: 3, injected: 3 });
    expect(summary.requests).toMatchObject({ sent: 3, answered: 0 });
  });

  test('an upload is aborted in the middle: the server gets a part of the file, and nothing is counted as uploaded whole', async () => {
    const { baseUrl, requests } = await site();
    const { ends } = await play(baseUrl, { faults: { abortUpload: '100%' } });
    expect(ends.map(told)).toEqual([
      ['open', 'ok', undefined, undefined],
      ['download', 'ok', undefined, undefined],
      ['upload', 'failed', 'abort_upload', 'abort_upload'],
    ]);
    await expect.poll(() => requests({ method: 'PUT', aborted: true })).toHaveLength(1);
    const [line] = requests({ method: 'PUT' });
    expect(line?.requestBytes).toBe(ends[2]?.bytesSent);
    expect(line?.requestBytes).toBeGreaterThan(0);
    expect(line?.requestBytes).toBeLessThan(size);
  });

  test('a download is aborted in the middle', async () => {
    const { baseUrl, requests } = await site();
    const { ends } = await play(baseUrl, { faults: { abortDownload: '100%' } });
    expect(ends.map(told)[1]).toEqual(['download', 'failed', 'abort_download', 'abort_download']);
    expect(ends[1]?.bytesReceived).toBeLessThanOrEqual(size);
    expect(requests({ path: `/files/${size}` })).toHaveLength(1);
  });

  test('an upload stalls, then is cut', async () => {
    const { baseUrl, requests } = await site();
    const { ends } = await play(baseUrl, { faults: { stalledUpload: { share: '100%', delay: '50ms' } } });
    expect(ends.map(told)[2]).toEqual(['upload', 'failed', 'stalled_upload', 'stalled_upload']);
    expect(ends[2]?.durationMs).toBeGreaterThanOrEqual(49);
    await expect.poll(() => requests({ method: 'PUT', aborted: true })).toHaveLength(1);
  });

  test('what would have gone well fails by the name of its fault', async () => {
    const { baseUrl, requests } = await site();
    const slow: FaultsOptions = { slowReader: { share: '100%', rate: '3MB' } };
    const { ends } = await play(baseUrl, { instructions: [download(`/files/${size}`)], faults: slow });
    expect(ends.map(told)).toEqual([['download', 'failed', 'slow_reader', 'slow_reader']]);
    expect(ends[0]?.bytesReceived).toBe(size);
    const late: FaultsOptions = { extraLatency: { share: 1, delay: '20-30ms' } };
    const { ends: lateEnds } = await play(baseUrl, { instructions: [open('/')], faults: late });
    expect(lateEnds.map(told)).toEqual([['open', 'failed', 'extra_latency', 'extra_latency']]);
    expect(lateEnds[0]?.durationMs).toBeGreaterThanOrEqual(19);
    expect(requests({ path: '/', status: 200 })).toHaveLength(1);
  });

  test('what is missing is asked for, and what changes things is left alone', async () => {
    const { baseUrl, log } = await site();
    const instructions = [open('/'), download('/files/10'), open('/cart', { method: 'POST', form: { product: 'lamp' } })];
    const { ends } = await play(baseUrl, { instructions, faults: { missingKey: '100%' } });
    expect(ends.map(told)).toEqual([
      ['open', 'failed', 'http_404', 'missing_key'],
      ['download', 'failed', 'http_404', 'missing_key'],
      ['open', 'ok', undefined, undefined],
    ]);
    expect(log.map(({ url }) => url).slice(0, 2)).toEqual(['/-no-such-thing-rushhour', '/files/10-no-such-thing-rushhour']);
  });

  test('a link leads to what is missing', async () => {
    const { baseUrl, log } = await site();
    const { ends } = await play(baseUrl, { instructions: [follow('/', { text: 'lamp' })], faults: { missingKey: '100%' } });
    expect(ends.map(told)).toEqual([['follow', 'failed', 'http_404', 'missing_key']]);
    expect(log.at(-1)?.url).toBe('/products/lamp-no-such-thing-rushhour');
  });

  test('credentials are wrong where there are any', async () => {
    const { baseUrl, requests } = await site();
    const instructions = [open('/members', { auth: 'ann:secret' }), open('/')];
    const { ends } = await play(baseUrl, { instructions, faults: { badCredentials: '100%' } });
    expect(ends.map(told)).toEqual([
      ['open', 'failed', 'http_401', 'bad_credentials'],
      ['open', 'ok', undefined, undefined],
    ]);
    expect(requests({ path: '/members' })).toMatchObject([{ headers: { authorization: `Basic ${btoa('ann:wrong-on-purpose')}` } }]);
  });

  test('an action that is interrupted stays so', async () => {
    const { baseUrl } = await site();
    const { summary } = await play(baseUrl, {
      instructions: [upload('/upload', { file: photo, as: 'put' })],
      faults: { stalledUpload: { share: '100%', delay: '1h' } },
      duration: '200ms',
      stop: { drain: '10ms' },
    });
    expect(summary.actions).toMatchObject({ started: 1, failed: 0, interrupted: 1, injected: 0 });
  });

  test('one that runs into its deadline failed on purpose', async () => {
    const { baseUrl } = await site();
    const { ends } = await play(baseUrl, {
      instructions: [upload('/upload', { file: photo, as: 'put' }, { timeout: '100ms' })],
      faults: { stalledUpload: { share: '100%', delay: '1h' } },
    });
    expect(ends.map(told)).toEqual([['upload', 'failed', 'timeout', 'stalled_upload']]);
  });

  test('thresholds leave them out', async () => {
    const { baseUrl } = await site();
    const { summary } = await play(baseUrl, {
      faults: { connectionReset: '50%' },
      plays: 20,
      thresholds: ['failed <= 0%', 'open.failed <= 0'],
    });
    expect(summary.actions.injected).toBeGreaterThan(10);
    expect(summary.actions.failed).toBe(summary.actions.injected);
    expect(summary.thresholds.map(({ passed }) => passed)).toEqual([true, true]);
  });

  test('telemetry tells them from others', async () => {
    const { baseUrl } = await site();
    const telemetry = createMemoryTelemetry();
    const { tracerProvider, meterProvider } = telemetry;
    await play(baseUrl, { tracerProvider, meterProvider, faults: { abortUpload: '100%' } });
    const labels = telemetry.spans.map(({ name, attributes }) => [name, attributes['error.type'], attributes['rushhour.fault']]);
    expect(labels).toContainEqual(['upload', 'abort_upload', 'abort_upload']);
    expect(labels).toContainEqual(['open', undefined, undefined]);
    const points = await telemetry.collect();
    const aborted = points.find(({ attributes }) => attributes['rushhour.fault'] === 'abort_upload');
    expect(aborted).toMatchObject({ name: 'rushhour.action.duration', count: 1, attributes: { 'error.type': 'abort_upload' } });
  });
});

describe('which actions they happen to', () => {
  const faults: FaultsOptions = { abortUpload: '30%', connectionReset: '20%', extraLatency: { share: '10%', delay: '0-2ms' } };
  const key = ({ user, play: number, index, fault }: JournalEntry) => `${user} ${number}.${index} ${fault ?? ''}`;
  const faulty = (entries: readonly JournalEntry[]) =>
    entries
      .filter(({ fault }) => fault !== undefined)
      .map(key)
      .toSorted();

  test('is the same in every run of a seed, and the shards of a run have its parts', async () => {
    const { baseUrl } = await site();
    const options = { profiles: [{ name: 'alice', count: 4 }], plays: 5, faults };
    const whole = faulty((await play(baseUrl, options)).entries);
    expect(whole.length).toBeGreaterThan(10);
    expect(faulty((await play(baseUrl, options)).entries)).toEqual(whole);
    const parts = await Promise.all(['0/2', '1/2'].map((shard) => play(baseUrl, { ...options, shard })));
    expect(parts.flatMap(({ entries }) => faulty(entries)).toSorted()).toEqual(whole);
    const otherSeed = await play(baseUrl, { ...options, seed: 'other' });
    expect(faulty(otherSeed.entries)).not.toEqual(whole);
  });

  test('does not depend on the answers, nor on what others commit', async () => {
    const { baseUrl } = await site();
    const broken = await startLoopbackSite({ site: () => ({ status: 500 }) });
    onTestFinished(() => broken.close());
    const of = (own: FaultsOptions) => ({
      profiles: [
        { name: 'alice', count: 2, faults },
        { name: 'bob', faults: own },
      ],
      plays: 5,
    });
    const alice = ({ entries }: Played) => faulty(entries.filter(({ profile }) => profile === 'alice'));
    const first = alice(await play(baseUrl, of({})));
    expect(first.length).toBeGreaterThan(5);
    expect(alice(await play(baseUrl, of({ missingKey: '90%' })))).toEqual(first);
    expect(alice(await play(broken.baseUrl, of({})))).toEqual(first);
  });
});
