import { upload } from '@rushhour/core';
import type { LoopbackStore } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { openService } from '../../test/open-service.ts';
import { openStore } from '../../test/open-store.ts';
import { play } from '../../test/play.ts';
import { leaseKey } from './control-keys.ts';

const note = { name: 'note.txt', data: 'hello' };
const leasesWritten = (store: LoopbackStore) =>
  store.log.filter(({ operation, key }) => operation === 'PutObject' && key.includes('.rushhour/run-')).map(({ key }) => key);
const lease = { until: Date.now() + 60_000, word: 'one' };

test('folders that each play has anew share the lease of their place, and their objects say where it lies', async () => {
  const store = await openStore();
  const { summary } = await play([upload('s3://office/team/{play}/in', { file: note })], { store, plays: 5 });
  expect(summary.created.made).toBe(5);
  expect(leasesWritten(store)).toEqual([expect.stringMatching(/^team\/\.rushhour\/run-/)]);
  expect(store.objects('office').map(({ metadata }) => metadata['rushhour-depth'])).toEqual(['1', '1', '1', '1', '1']);
});

test('a lease lies in the innermost place of the plan that holds the folder, else in the bucket', async () => {
  const store = await openStore({ buckets: ['office', 'new'] });
  const { service, run } = openService(store, { places: ['s3://office/team', 's3://office/team/a/b', 's3:///', 's3://office/tea/m'] });
  const depths = ['team/a', 'team/a/b/c', 'team/a/bc', 'teams/a', 'team', 'tea'].map((prefix) =>
    service.leases.cover({ bucket: 'office', prefix }, lease),
  );
  expect(await Promise.all(depths)).toEqual([1, 3, 1, 0, 1, 0]);
  expect(await service.leases.cover({ bucket: 'new', prefix: 'x' }, lease)).toBe(0);
  expect(leasesWritten(store).toSorted()).toEqual(['', '', 'team', 'team/a/b'].map((place) => leaseKey(place, run, 'one')).toSorted());
});

test('a run is seen to go on wherever its lease lies', async () => {
  const store = await openStore();
  const { service, run } = openService(store, { places: ['s3://office/team/'] });
  const depth = await service.leases.cover({ bucket: 'office', prefix: 'team/7/in' }, lease);
  const metadata = { 'rushhour-run': run, 'rushhour-expires': 'never', 'rushhour-depth': String(depth) };
  store.put('office', 'team/7/in/note', { metadata });
  expect(await openService(store).list('s3://office/team')).toMatchObject([{ isLive: true }]);
});

test('what is renewed while it is first written leaves no version behind', async () => {
  const store = await openStore({ buckets: [{ name: 'kept', versioned: true }] });
  const { service, context } = openService(store);
  const { leases } = service;
  const access = service.accessUntil(context.signal);
  const covered = leases.cover({ bucket: 'kept', prefix: 'team' }, lease);
  await Promise.all([covered, leases.renew(lease.until + 1000, access), leases.renew(lease.until + 2000, access)]);
  const { versions } = await service.client.listVersions({ bucket: 'kept' }, access.call);
  expect(versions).toHaveLength(1);
  expect(store.objects('kept')[0]?.metadata['rushhour-expires']).toBe(String(lease.until + 2000 + service.client.clockOffsetMs));
  await Promise.all([leases.renew(lease.until + 3000, access), leases.release(access)]);
  expect((await service.client.listVersions({ bucket: 'kept' }, access.call)).versions).toEqual([]);
});

test('a version that could not be removed is removed later', async () => {
  const store = await openStore({ buckets: [{ name: 'kept', versioned: true }] });
  const { service, context } = openService(store);
  const access = service.accessUntil(context.signal);
  await service.leases.cover({ bucket: 'kept', prefix: 'team' }, lease);
  const restore = store.intercept(({ operation }) => (operation === 'DeleteObject' ? { status: 403 } : undefined));
  await expect(service.leases.renew(lease.until + 1000, access)).rejects.toMatchObject({ code: 's3_auth' });
  restore();
  await service.leases.release(access);
  expect((await service.client.listVersions({ bucket: 'kept' }, access.call)).versions).toEqual([]);
});

test('a lease that could not be written is written by the next upload', async () => {
  const store = await openStore();
  const { service, context } = openService(store);
  const place = { bucket: 'office', prefix: '' };
  const restore = store.intercept(({ operation }) => (operation === 'PutObject' ? { status: 403 } : undefined));
  await expect(service.leases.cover(place, lease)).rejects.toMatchObject({ code: 's3_auth' });
  restore();
  expect(await service.leases.cover(place, lease)).toBe(0);
  expect(store.objects('office')).toHaveLength(1);
  await service.leases.release(service.accessUntil(context.signal));
  expect(store.objects('office')).toEqual([]);
});
