import { upload } from '@rushhour/core';
import type { LoopbackStore } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { openService } from '../../test/open-service.ts';
import { openStore } from '../../test/open-store.ts';
import { play } from '../../test/play.ts';
import { beginUpload as begin } from '../../test/with-sdk.ts';
import { markerOf } from '../targets/marker.ts';
import { intentKey, leaseKey } from './control-keys.ts';
import { createdObjects } from './created-objects.ts';

const beginUpload = (store: LoopbackStore, key: string) => begin(store, { bucket: 'office', key });

const keysOf = (store: LoopbackStore, bucket = 'office') => store.objects(bucket).map(({ key }) => key);

/** Objects of a run that has ended, put there without it. */
function leave(store: LoopbackStore, keys: readonly string[], { bucket = 'office', run = 'gone', expires = '1000' } = {}) {
  for (const key of keys) {
    store.put(bucket, key, {
      body: 'x',
      metadata: { 'rushhour-run': run, 'rushhour-expires': expires, 'rushhour-depth': '1' },
      modifiedAt: 0,
    });
  }
}

describe('what runs have left', () => {
  test('is found by another process, with run, owner and expiry, and removed', async () => {
    const store = await openStore();
    const { summary } = await play([upload('s3://office/team', { file: 'txt:2KB' }), upload('s3://office/team', { file: 'png:3KB' })], {
      store,
    });
    const { list, remove } = openService(store);
    const things = await list('s3://office/team');
    expect(things).toHaveLength(2);
    expect(things[0]).toMatchObject({ run: expect.stringMatching(/^01/), owner: 'visitor/0', expiresAt: undefined, isLive: false });
    expect(things.map(({ bytes }) => bytes).toSorted()).toEqual([2000, 3000]);
    expect(summary.created).toMatchObject({ made: 2 });
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(['removed', 'removed']);
    expect(keysOf(store)).toEqual([]);
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(['absent', 'absent']);
  });

  test('is told below the place asked for, and old enough', async () => {
    const store = await openStore();
    leave(store, ['a/old', 'ab/old', 'b/old']);
    const young = { 'rushhour-run': 'gone', 'rushhour-expires': 'never' };
    store.put('office', 'a/young', { metadata: young });
    const { list, service } = openService(store);
    expect((await list('s3://office/a', { minimumAgeMs: 60_000 })).map(({ marker }) => marker)).toEqual(['s3://office/a/old']);
    expect((await list('s3://office/a')).map(({ marker }) => marker)).toEqual(['s3://office/a/old', 's3://office/a/young']);
    expect(await list('s3://missing-bucket/a')).toEqual([]);
    expect(['s3:///', 's3://office/'].map((place) => createdObjects.lists?.(new URL(place), service))).toEqual([false, true]);
  });

  test('is told once where places lie in each other, or are the same', async () => {
    const store = await openStore();
    leave(store, ['a/b/c', 'a/d', 'a-b/e', 'ab/f']);
    const { context } = openService(store);
    const found = async (...names: readonly string[]) => {
      const places = names.map((name) => new URL(`s3://office/${name}`));
      const markers: string[] = [];
      for await (const { marker } of createdObjects.list({ ...context, places, minimumAgeMs: 0, isKnown: () => false }))
        markers.push(marker);
      return markers.map((marker) => marker.replace('s3://office/', '')).toSorted();
    };
    expect(await found('a/b', 'a', 'a-b', 'a/', 'a/b/c')).toEqual(['a-b/e', 'a/b/c', 'a/d']);
    expect(await found('a', 'ab', '')).toEqual(['a-b/e', 'a/b/c', 'a/d', 'ab/f']);
  });

  test('is known by its expiry in the time of the store, however wrong our clock is', async () => {
    const store = await openStore();
    store.intercept(async (_request, next) => {
      const answer = await next();
      return { ...answer, headers: { ...answer.headers, date: new Date(Date.now() + 300_000).toUTCString() } };
    });
    leave(store, ['a/one'], { expires: String(Date.now() + 300_000) });
    const [thing] = await openService(store).list('s3://office/a');
    expect(Math.abs((thing?.expiresAt ?? 0) - Date.now())).toBeLessThan(10_000);
  });

  test('keeps any key from end to end', async () => {
    const store = await openStore();
    const keys = ['a/%41 b+c#d?e&f', 'a/ümlaut/日本', 'a/{x}\\y', "a/it's (1)*!"];
    leave(store, keys);
    const { list, remove } = openService(store);
    const things = await list('s3://office/a');
    expect(things).toHaveLength(keys.length);
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(keys.map(() => 'removed'));
    expect(keysOf(store)).toEqual([]);
  });

  test('is removed however much there is', async () => {
    const store = await openStore();
    leave(
      store,
      Array.from({ length: 1001 }, (_, index) => `a/${index}`),
    );
    store.put('office', 'a/foreign');
    const { list, remove } = openService(store);
    const things = await list('s3://office');
    expect(things).toHaveLength(1001);
    const removals = await remove(things);
    expect(removals.filter(({ outcome }) => outcome === 'removed')).toHaveLength(1001);
    expect(keysOf(store)).toEqual(['a/foreign']);
    expect(store.log.filter(({ operation }) => operation === 'DeleteObjects')).toHaveLength(2);
  }, 120_000);
});

describe('what is not ours', () => {
  test('is all there after everything that is told was removed', async () => {
    const store = await openStore();
    const { list, remove, service, context } = openService(store);
    const { client } = service;
    const ours = { 'rushhour-run': 'gone', 'rushhour-expires': '1000' };
    leave(store, ['team/photo-h2mje5up-0-1.jpg', 'team/Photo.jpg']);
    const foreign: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      'team/photo-h2mje5up-0-2.jpg': {},
      'team/photo-h2mje5up-0-3.jpg': { 'rushhour-run': 'gone' },
      'team/photo-h2mje5up-0-4.jpg': { 'rushhour-expires': '1000' },
      'team/photo.jpg': { 'x-rushhour-run': 'gone', 'x-rushhour-expires': '1000' },
      'team/PHOTO-h2mje5up-0-1.JPG': {},
      'team/expires': { ...ours, 'rushhour-expires': 'soon' },
      'team/run': { ...ours, 'rushhour-run': '' },
      'team/.rushhour/upload-foreign': {},
      'team/.rushhour/run-foreign': {},
      'team/.rushhour/notes.txt': {},
      'team2/photo-h2mje5up-0-1.jpg': {},
    };
    for (const [key, metadata] of Object.entries(foreign)) store.put('office', key, { metadata, modifiedAt: 0 });
    const call = service.callUntil(context.signal);
    const begun = [await beginUpload(store, 'team/large.zip'), await beginUpload(store, 'team/photo-h2mje5up-0-1.jpg')];
    const things = await list('s3://office');
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(['removed', 'removed']);
    expect(keysOf(store).toSorted()).toEqual(Object.keys(foreign).toSorted());
    expect(store.uploads('office').map(({ uploadId }) => uploadId)).toEqual(begun);
    expect(await client.listUploads({ bucket: 'office' }, call)).toMatchObject({ uploads: [{}, {}] });
  });

  test('is left alone when it took the place of ours since', async () => {
    const store = await openStore();
    leave(store, ['a/overwritten', 'a/later', 'a/other-run']);
    const { list, remove } = openService(store);
    const things = await list('s3://office/a');
    store.put('office', 'a/overwritten', { body: 'theirs' });
    leave(store, ['a/later'], { expires: '60000' });
    leave(store, ['a/other-run'], { run: 'another' });
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(['foreign', 'foreign', 'foreign']);
    expect(keysOf(store)).toHaveLength(3);
    const strange = { ...things[0], marker: 'https://elsewhere.test/x', run: 'gone', owner: '', expiresAt: 1000 };
    expect(await remove([strange])).toMatchObject([{ outcome: 'failed' }]);
  });
});

describe('removal', () => {
  test('counts nothing that the store only says it has removed', async () => {
    const store = await openStore();
    leave(store, ['a/1', 'a/2', 'a/3']);
    store.intercept(({ operation }) =>
      operation === 'DeleteObjects'
        ? {
            headers: { 'content-type': 'application/xml' },
            body: '<DeleteResult><Deleted><Key>a/1</Key></Deleted><Deleted><Key>a/3</Key></Deleted><Error><Key>a/2</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>',
          }
        : undefined,
    );
    const { list, remove } = openService(store);
    const removals = await remove(await list('s3://office/a'));
    expect(removals.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
    expect(removals[1]?.message).toContain('AccessDenied');
    expect(keysOf(store)).toHaveLength(3);
  });

  test('takes what has our marks in our own folder, though it announces no upload', async () => {
    const store = await openStore();
    leave(store, ['a/.rushhour/upload-photo.jpg', 'a/.rushhour/photo.jpg']);
    const { list, remove } = openService(store);
    expect((await remove(await list('s3://office/a'))).map(({ outcome }) => outcome)).toEqual(['removed', 'removed']);
    expect(keysOf(store)).toEqual([]);
  });

  test('goes one by one where the store takes no batches', async () => {
    const store = await openStore();
    leave(store, ['a/1', 'a/2']);
    const xml = '<Error><Code>MissingContentMD5</Code><Message>Missing required header: Content-Md5</Message></Error>';
    store.intercept(({ operation }) => (operation === 'DeleteObjects' ? { status: 400, body: xml } : undefined));
    const { list, remove } = openService(store);
    expect((await remove(await list('s3://office/a'))).map(({ outcome }) => outcome)).toEqual(['removed', 'removed']);
    expect(keysOf(store)).toEqual([]);
  });

  test('is tried again when the store is busy, and tells what went wrong in the end', async () => {
    const store = await openStore();
    leave(store, ['a/1']);
    const things = await openService(store).list('s3://office/a');
    let busy = 2;
    const restore = store.intercept(({ operation }) => (operation === 'DeleteObjects' && (busy -= 1) >= 0 ? { status: 503 } : undefined));
    expect(await openService(store).remove(things)).toMatchObject([{ outcome: 'removed' }]);
    restore();
    leave(store, ['a/1']);
    store.intercept(({ method }) => (method === 'HEAD' ? { status: 403 } : undefined));
    expect(await openService(store).remove(things)).toMatchObject([{ outcome: 'failed', message: expect.stringContaining('s3_auth') }]);
  });

  test('of a bucket that keeps versions removes ours for good, the hidden too, and no other', async () => {
    const store = await openStore({ buckets: [{ name: 'kept', versioned: true }] });
    const { list, remove, service, context } = openService(store);
    const { client } = service;
    const call = service.callUntil(context.signal);
    leave(store, ['a/hidden', 'a/plain', 'a/deleted'], { bucket: 'kept' });
    store.put('kept', 'a/hidden', { body: 'theirs' });
    await client.remove({ bucket: 'kept', key: 'a/deleted' }, call);
    const things = await list('s3://kept/a');
    expect(things).toHaveLength(3);
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(['removed', 'removed', 'removed']);
    const { versions } = await client.listVersions({ bucket: 'kept' }, call);
    expect(versions.map(({ key, isDeleteMarker }) => `${key} ${isDeleteMarker}`).toSorted()).toEqual(['a/deleted true', 'a/hidden false']);
    expect(store.objects('kept')[0]?.body().toString()).toBe('theirs');
  });
});

describe('an upload in parts that was never completed', () => {
  test('is aborted by whoever finds what it announced, with its id or without', async () => {
    const store = await openStore();
    const { list, remove } = openService(store);
    const known = await beginUpload(store, 'team/a.zip');
    const foreign = await beginUpload(store, 'team/a.zip');
    announce(store, 'one', { key: 'team/a.zip', upload: known });
    announce(store, 'two', { key: 'team/b.zip' });
    await beginUpload(store, 'team/b.zip');
    const other = await beginUpload(store, 'team/b.zip.part');
    const things = await list('s3://office/team');
    expect(things).toMatchObject([{ isUnfinished: true, run: 'gone' }, { isUnfinished: true }]);
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(['removed', 'removed']);
    expect(store.uploads('office').map(({ uploadId }) => uploadId)).toEqual([foreign, other]);
    expect(keysOf(store)).toEqual([]);
  });

  test('stays announced until the store confirms that it is gone', async () => {
    const store = await openStore();
    const begun = await beginUpload(store, 'team/a.zip');
    announce(store, 'one', { key: 'team/a.zip', upload: begun });
    const restore = store.intercept(({ operation }) => (operation === 'AbortMultipartUpload' ? { status: 204 } : undefined));
    const { list, remove } = openService(store);
    const things = await list('s3://office/team');
    expect(await remove(things)).toMatchObject([{ outcome: 'failed' }]);
    expect(keysOf(store)).toEqual([intentKey('team', 'one')]);
    restore();
    expect(await remove(things)).toMatchObject([{ outcome: 'removed' }]);
    expect(store.uploads('office')).toEqual([]);
  });
});

describe('a lease', () => {
  test('tells others that a run goes on, and is taken back', async () => {
    const store = await openStore({ buckets: ['office', { name: 'kept', versioned: true }] });
    for (const bucket of ['office', 'kept']) {
      const { service, context, run } = openService(store, { places: [`s3://${bucket}/team`] });
      const until = Date.now() + 60_000;
      await service.leases.cover({ bucket, prefix: 'team' }, { until, word: 'one' });
      leave(store, ['team/live'], { bucket, run });
      leave(store, ['team/left'], { bucket });
      const other = openService(store);
      const isLive = async () => (await other.list(`s3://${bucket}`)).map(({ marker, isLive: live }) => [marker.split('/').at(-1), live]);
      expect(await isLive()).toEqual([
        ['left', false],
        ['live', true],
      ]);
      await service.leases.renew(until + 60_000, service.accessUntil(context.signal));
      await service.leases.release(service.accessUntil(context.signal));
      expect(await isLive()).toEqual([
        ['left', false],
        ['live', false],
      ]);
      expect(store.objects(bucket).map(({ key }) => key)).toEqual(['team/left', 'team/live']);
      const { versions } = await service.client.listVersions({ bucket }, service.callUntil(context.signal));
      expect(versions).toHaveLength(2);
    }
  });

  test('of one process of a run holds when another ends', async () => {
    const store = await openStore();
    const places = ['s3://office/team'];
    const { service, context, run } = openService(store, { places });
    const other = openService(store, { run, places });
    const until = Date.now() + 60_000;
    await service.leases.cover({ bucket: 'office', prefix: 'team' }, { until, word: 'one' });
    await other.service.leases.cover({ bucket: 'office', prefix: 'team' }, { until, word: 'two' });
    leave(store, ['team/live'], { run });
    await service.leases.release(service.accessUntil(context.signal));
    expect(await openService(store).list('s3://office')).toMatchObject([{ isLive: true }]);
  });

  test('of a run that died counts no longer, and goes too', async () => {
    const store = await openStore();
    leave(store, [leaseKey('team', 'dead', 'one')], { run: 'dead' });
    leave(store, [leaseKey('team', 'alive', 'one')], { run: 'alive', expires: String(Date.now() + 60_000) });
    leave(store, ['team/x'], { run: 'dead' });
    const { list, remove } = openService(store);
    const things = await list('s3://office');
    expect(things.map(({ marker, isLive }) => [marker, isLive])).toEqual([
      [markerOf({ bucket: 'office', key: leaseKey('team', 'dead', 'one') }), false],
      ['s3://office/team/x', false],
    ]);
    await remove(things);
    expect(keysOf(store)).toEqual([leaseKey('team', 'alive', 'one')]);
  });
});

function announce(store: LoopbackStore, token: string, { key, upload: id }: { readonly key: string; readonly upload?: string }) {
  const metadata = { 'rushhour-run': 'gone', 'rushhour-expires': '1000', 'rushhour-depth': '1', 'rushhour-key': encodeURIComponent(key) };
  store.put('office', intentKey('team', token), {
    metadata: { ...metadata, ...(id !== undefined && { 'rushhour-upload': id }) },
    modifiedAt: 0,
  });
}
