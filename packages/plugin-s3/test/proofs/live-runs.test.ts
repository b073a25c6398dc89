import { createRunId, ScenarioRunner, upload } from '@rushhour/core';
import { expect, test } from 'vitest';
import { leaseKey } from '../../src/created/control-keys.ts';
import { openService } from '../open-service.ts';
import { openStore } from '../open-store.ts';
import { optionsOf } from '../play.ts';

const minute = 60_000;

const marksOf = (run: string, expires: number) => ({ 'rushhour-run': run, 'rushhour-expires': String(expires), 'rushhour-depth': '1' });

test('a run that renews its lease while somebody lists is alive to the end of the list', async () => {
  const store = await openStore();
  const now = Date.now();
  const lease = (expires: number) => store.put('office', leaseKey('team', 'live', 'one'), { metadata: marksOf('live', expires) });
  lease(now + minute);
  for (let number = 100; number < 130; number += 1) {
    store.put('office', `team/${number}`, { metadata: marksOf('live', now + 60 * minute), modifiedAt: 0 });
    store.put('office', `team/${number}-dead`, { metadata: marksOf('dead', now + 60 * minute), modifiedAt: 0 });
  }
  let aheadMs = 0;
  store.intercept(async ({ method, key }, next) => {
    if (method === 'HEAD' && key === 'team/120') {
      // Ten minutes later by the clock of the store.
      aheadMs = 10 * minute;
      lease(now + 12 * minute);
    }
    const answer = await next();
    return { ...answer, headers: { ...answer.headers, date: new Date(Date.now() + aheadMs).toUTCString() } };
  });
  const things = await openService(store).list('s3://office/team');
  const states = (run: string) =>
    things.filter((thing) => thing.run === run && !thing.marker.includes('.rushhour')).map(({ isLive }) => isLive);
  expect(states('live')).toEqual(Array.from({ length: 30 }, () => true));
  expect(states('dead')).toEqual(Array.from({ length: 30 }, () => false));
});

test('what cannot be looked at is not ours, but when nothing can be looked at that is said', async () => {
  const store = await openStore();
  for (const key of ['team/a', 'team/encrypted', 'team/secret', 'team/z'])
    store.put('office', key, { metadata: marksOf('dead', 1000), modifiedAt: 0 });
  store.intercept(({ method, key }) => {
    if (method !== 'HEAD') return undefined;
    return key === 'team/encrypted' ? { status: 400 } : key === 'team/secret' ? { status: 403 } : undefined;
  });
  const { list } = openService(store);
  expect((await list('s3://office/team')).map(({ marker }) => marker)).toEqual(['s3://office/team/a', 's3://office/team/z']);
  store.intercept(({ method }) => (method === 'HEAD' ? { status: 403 } : undefined));
  await expect(list('s3://office/team')).rejects.toMatchObject({ code: 's3_auth' });
});

test('two pods and a third run that sweeps: nothing goes before it is due, no upload is aborted, and the counts add up', async () => {
  const store = await openStore();
  const tooEarly: string[] = [];
  const dueAt = new Map<string, number>();
  store.intercept(async ({ operation, key, query, headers, body }, next) => {
    if (operation === 'PutObject' && !key.includes('.rushhour')) dueAt.set(key, Number(headers.get('x-amz-meta-rushhour-expires')));
    if (operation === 'CreateMultipartUpload') dueAt.set(key, Number(headers.get('x-amz-meta-rushhour-expires')));
    const keys = operation === 'DeleteObject' ? [key] : operation === 'DeleteObjects' ? keysOf((await body()).toString()) : [];
    for (const doomed of keys) if ((dueAt.get(doomed) ?? 0) > Date.now()) tooEarly.push(doomed);
    // Slow uploads: they last longer than a lease.
    if (operation === 'UploadPart' && query.get('partNumber') === '2') return { ...(await next()), delayMs: 1500 };
    return operation === 'PutObject' && key.includes('slow') ? { ...(await next()), delayMs: 1200 } : undefined;
  });
  const small = upload('s3://office/team', { file: 'txt:2KB' });
  const slow = upload('s3://office/team', { file: { name: 'slow.txt', data: 'slow' } });
  const large = upload('s3://office/team', { file: { name: 'large.bin', data: new Uint8Array(11 * 2 ** 20) } });
  const run = (more: Parameters<typeof optionsOf>[1]) =>
    new ScenarioRunner(
      optionsOf([small, small, small, slow, small, large], { plays: 1000, think: '20ms', runId: createRunId(Date.now()), ...more }),
    ).run();
  const created = { ttl: '2s', lease: '900ms', sweep: '500ms' };
  const [first, second, sweeper] = await Promise.all([
    run({ store, users: 4, shard: '0/2', duration: '6s', created }),
    run({ store, users: 4, shard: '1/2', duration: '6s', created }),
    run({ store, users: 1, duration: '4s', created: { ...created, sweep: '300ms' } }),
  ]);
  expect(tooEarly).toEqual([]);
  expect(store.log.filter(({ operation }) => operation === 'AbortMultipartUpload')).toEqual([]);
  expect(store.uploads('office')).toEqual([]);
  let left = 0;
  for (const { actions, created: counts } of [first, second, sweeper]) {
    expect(actions.failed).toBe(0);
    expect([actions.interrupted, counts.made]).toEqual([0, actions.ok]);
    expect(counts.removed + counts.left).toBe(counts.made);
    left += counts.left;
  }
  expect(store.log.filter(({ operation }) => operation === 'CompleteMultipartUpload').length).toBeGreaterThan(4);
  expect(
    store
      .objects('office')
      .map(({ key }) => key)
      .filter((key) => key.includes('.rushhour')),
  ).toEqual([]);
  // Whatever the last of them saw due on its way out it took away, whose it was: the others count it as left.
  const orphans = first.created.orphans + second.created.orphans + sweeper.created.orphans;
  expect(store.objects('office').length).toBeLessThanOrEqual(left);
  expect(store.objects('office').length).toBeGreaterThanOrEqual(left - orphans);
});

const keysOf = (xml: string) => [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1] ?? '');
