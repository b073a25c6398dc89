import { createRunId, download, follow, open, upload } from '@rushhour/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Stores } from '../../../scripts/services/s3-stores.ts';
import { openService } from '../test/open-service.ts';
import { play } from '../test/play.ts';
import type { TestStore } from '../test/settings-for.ts';
import { beginUpload, makeVersioned } from '../test/with-sdk.ts';
import { leaseKey } from './created/control-keys.ts';
import { writeMarks } from './created/object-marks.ts';
import { markerOf } from './targets/marker.ts';

const strangeKeys = ['a b/ü+#?%41.txt', "it's (1)*!.txt", '日本/{x}&=;.txt'];

describe.each(s3Stores())('on $name', ({ start, gaps }) => {
  let store: TestStore;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const service = await start();
    store = { ...service, url: service.endpoint };
    stop = () => service.stop();
  }, 120_000);

  afterAll(() => stop());

  test('people upload, look around and download, and everything is removed at the end', async () => {
    const settings = { createBuckets: true };
    const { ends, summary } = await play(
      [
        upload('s3://people/{user}', { file: 'png:20KB' }),
        upload('s3://people/{user}', { file: 'zip:11MB' }),
        ...strangeKeys.map((key) => upload('s3://people/{user}', { file: 'txt:1KB', object: key })),
        open('s3://people/{user}', { pageSize: 2 }),
        follow('s3://people/{user}', { what: 'object' }),
        follow('s3://people/{user}', { what: 'folder' }),
        ...strangeKeys.map((key) => download('s3://people/{user}', { object: key, bytes: 1000 })),
        download('s3://people', { range: 'random' }),
        ...Array.from({ length: 5 }, () => download('s3://people/{user}')),
      ],
      { store, settings, users: 4, created: { onStop: 'remove' } },
    );
    expect(ends.flatMap(({ message }) => message ?? [])).toEqual([]);
    expect(summary.created).toMatchObject({ made: 4 * 5, removed: 4 * 5, left: 0 });
    const { service, context } = openService(store);
    const { objects } = await service.client.list({ bucket: 'people' }, service.callUntil(context.signal));
    expect(objects).toEqual([]);
  });

  test('what a run has left is found and removed, and what looks like it stays', async ({ skip }) => {
    skip(gaps.has('multipart-listing'), 'it does not list uploads in parts');
    const { list, remove, service, context } = openService(store);
    const { client } = service;
    const call = service.callUntil(context.signal);
    const bucket = 'left-things';
    await client.createBucket(bucket, call);
    const marks = writeMarks({ run: createRunId(0), owner: 'x', expires: 1000, depth: 1 });
    const content = (metadata: Readonly<Record<string, string>>) => ({ body: Buffer.from('x'), type: 'text/plain', metadata });
    const foreign = ['team/a-copy', 'team/.rushhour/upload-x', 'team2/a'];
    for (const key of foreign) await client.put({ bucket, key }, content({ 'rushhour-run': 'r' }), call);
    for (const key of ['team/a', leaseKey('team', 'dead', 'x'), ...strangeKeys]) await client.put({ bucket, key }, content(marks), call);
    const things = await list(`s3://${bucket}`);
    expect(things).toHaveLength(2 + strangeKeys.length);
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(things.map(() => 'removed'));
    const { objects } = await client.list({ bucket }, call);
    expect(objects.map(({ key }) => key).toSorted()).toEqual(foreign.toSorted());
    expect(await remove([{ marker: markerOf({ bucket, key: 'team2/a' }), run: 'r', owner: '', expiresAt: 1000 }])).toMatchObject([
      { outcome: 'foreign' },
    ]);
  });

  test('an upload in parts of a process that died is aborted', async ({ skip }) => {
    skip(gaps.has('multipart-listing'), 'it does not list uploads in parts');
    const { list, remove, service, context } = openService(store);
    const { client } = service;
    const call = service.callUntil(context.signal);
    const bucket = 'cut-uploads';
    await client.createBucket(bucket, call);
    const begun = await beginUpload(store, { bucket, key: 'team/large.zip' });
    const foreign = await beginUpload(store, { bucket, key: 'team/other.zip' });
    const marks = writeMarks({ run: 'gone', owner: 'x', expires: 1000, depth: 1, key: 'team/large.zip', upload: begun });
    await client.put({ bucket, key: 'team/.rushhour/upload-x' }, { body: Buffer.alloc(0), type: 'text/plain', metadata: marks }, call);
    const things = await list(`s3://${bucket}/team`);
    expect(things).toMatchObject([{ isUnfinished: true, isLive: false }]);
    expect(await remove(things)).toMatchObject([{ outcome: 'removed' }]);
    expect(await client.listUploads({ bucket, prefix: 'team/large.zip' }, call)).toMatchObject({ uploads: [] });
    expect(await client.listUploads({ bucket, prefix: 'team/other.zip' }, call)).toMatchObject({ uploads: [{ uploadId: foreign }] });
  });

  test('versions of ours go for good', async ({ skip }) => {
    skip(gaps.has('versions'), 'it has no versions');
    const bucket = 'kept-versions';
    await makeVersioned(store, bucket);
    const instruction = upload(`s3://${bucket}/team`, { file: 'txt:1KB', object: 'note.txt' });
    const { summary } = await play([instruction, upload(`s3://${bucket}/team`, { file: 'zip:11MB' })], { store });
    expect(summary.created.made).toBe(2);
    const { list, remove, service, context } = openService(store);
    const call = service.callUntil(context.signal);
    await service.client.put({ bucket, key: 'team/note.txt' }, { body: Buffer.from('theirs'), type: 'text/plain' }, call);
    const things = await list(`s3://${bucket}`);
    expect(things).toHaveLength(2);
    expect((await remove(things)).map(({ outcome }) => outcome)).toEqual(['removed', 'removed']);
    const { versions } = await service.client.listVersions({ bucket }, call);
    expect(versions).toMatchObject([{ key: 'team/note.txt', size: 6, isDeleteMarker: false }]);
  });
});
