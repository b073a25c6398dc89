import type { LoopbackStore } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { openService } from '../../test/open-service.ts';
import { openStore } from '../../test/open-store.ts';

const heads = (store: LoopbackStore) => store.log.filter(({ operation }) => operation === 'HeadObject').map(({ key }) => key);

const marks = { 'rushhour-run': 'gone', 'rushhour-expires': 'never', 'rushhour-owner': 'ann' };
const modifiedAt = Date.UTC(2024, 0, 1);

test('what the ledger knows is neither looked at nor told', async () => {
  const store = await openStore();
  store.put('office', 'a/known', { metadata: marks, modifiedAt });
  store.put('office', 'a/other', { metadata: marks, modifiedAt });
  const things = await openService(store).list('s3://office', { isKnown: (marker) => marker === 's3://office/a/known' });
  expect(things.map(({ marker }) => marker)).toEqual(['s3://office/a/other']);
  expect(heads(store)).toEqual(['a/other']);
});

test.each([false, true])(
  'what was looked at is told again without another look, what is not ours is not asked again (versions %s)',
  async (versioned) => {
    const store = await openStore({ buckets: [{ name: 'kept', versioned }] });
    store.put('kept', 'a/theirs', { modifiedAt });
    store.put('kept', 'a/ours', { metadata: marks, modifiedAt });
    const { list } = openService(store);
    const first = await list('s3://kept');
    expect(first).toMatchObject([{ marker: 's3://kept/a/ours', run: 'gone', owner: 'ann', expiresAt: undefined, isLive: false }]);
    expect(await list('s3://kept')).toEqual(first);
    expect(await list('s3://kept')).toEqual(first);
    expect(heads(store)).toEqual(['a/ours', 'a/theirs']);
  },
);

test('what was stored anew since is looked at again', async () => {
  const store = await openStore();
  for (const key of ['a/by-time', 'a/by-content']) store.put('office', key, { body: 'one', modifiedAt });
  const { list } = openService(store);
  expect(await list('s3://office')).toEqual([]);
  store.put('office', 'a/by-time', { body: 'one', metadata: marks, modifiedAt: modifiedAt + 1000 });
  store.put('office', 'a/by-content', { body: 'two', metadata: marks, modifiedAt });
  expect((await list('s3://office')).map(({ marker }) => marker)).toEqual(['s3://office/a/by-content', 's3://office/a/by-time']);
});

test('what is so young that it could be replaced within the same second is asked again', async () => {
  const store = await openStore();
  store.put('office', 'a/new', { body: 'one' });
  const { list } = openService(store);
  await list('s3://office');
  store.put('office', 'a/new', { body: 'one', metadata: marks });
  expect(await list('s3://office')).toHaveLength(1);
});

test('a run that says later that it goes on is heard', async () => {
  const store = await openStore();
  const { service, run } = openService(store);
  store.put('office', 'a/one', { metadata: { ...marks, 'rushhour-run': run, 'rushhour-depth': '0' }, modifiedAt });
  const { list } = openService(store);
  expect(await list('s3://office')).toMatchObject([{ isLive: false }]);
  await service.leases.cover({ bucket: 'office', prefix: 'a' }, { until: Date.now() + 60_000, word: 'one' });
  expect(await list('s3://office')).toMatchObject([{ isLive: true }]);
});
