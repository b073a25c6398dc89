import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { openTestStore } from '../../test/open-test-store.ts';

const kept = { Bucket: 'kept', Key: 'a' };
const options = { buckets: [{ name: 'kept', versioned: true }] };

describe('a versioned bucket', () => {
  test('hides what is deleted behind a marker, and gives it back', async () => {
    const { store, client } = await openTestStore(options);
    const { VersionId } = await client.send(new PutObjectCommand({ ...kept, Body: 'one' }));
    const gone = await client.send(new DeleteObjectCommand(kept));
    expect(gone).toMatchObject({ DeleteMarker: true });
    const refused: unknown = await client.send(new GetObjectCommand(kept)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'NoSuchKey', $response: { headers: { 'x-amz-delete-marker': 'true' } } });
    expect(store.objects('kept')).toEqual([]);
    const old = await client.send(new GetObjectCommand({ ...kept, VersionId }));
    expect(await old.Body?.transformToString()).toBe('one');
    const marker = client.send(new GetObjectCommand({ ...kept, VersionId: gone.VersionId }));
    await expect(marker).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    await client.send(new DeleteObjectCommand({ ...kept, VersionId: gone.VersionId }));
    expect(store.objects('kept')).toHaveLength(1);
  });

  test('lists versions page by page, the newest first', async () => {
    const { client } = await openTestStore(options);
    for (const Body of ['one', 'two']) await client.send(new PutObjectCommand({ ...kept, Body }));
    await client.send(new DeleteObjectCommand(kept));
    await client.send(new PutObjectCommand({ ...kept, Key: 'b', Body: 'three' }));
    const seen: string[] = [];
    let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (let isTruncated = true; isTruncated;) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket: 'kept', MaxKeys: 1, ...markers }));
      for (const { Key, IsLatest } of page.DeleteMarkers ?? []) seen.push(`${Key} marker ${IsLatest}`);
      for (const { Key, IsLatest, Size } of page.Versions ?? []) seen.push(`${Key} ${Size} ${IsLatest}`);
      isTruncated = page.IsTruncated === true;
      markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    expect(seen).toEqual(['a marker true', 'a 3 false', 'a 3 false', 'b 5 true']);
  });

  test('is empty, and gives its bytes back, when every version is gone', async () => {
    const { store, client } = await openTestStore(options);
    await client.send(new PutObjectCommand({ ...kept, Body: 'one' }));
    await client.send(new DeleteObjectCommand(kept));
    expect(store.bytes()).toBe(3);
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: 'kept' }));
    for (const { VersionId } of [...Versions, ...DeleteMarkers]) await client.send(new DeleteObjectCommand({ ...kept, VersionId }));
    expect(store.bytes()).toBe(0);
    expect((await client.send(new ListObjectVersionsCommand({ Bucket: 'kept' }))).Versions).toBeUndefined();
  });

  test('that was suspended overwrites the version null and keeps the others', async () => {
    const { client } = await openTestStore({ buckets: ['kept'] });
    const set = (Status: 'Enabled' | 'Suspended') =>
      client.send(new PutBucketVersioningCommand({ Bucket: 'kept', VersioningConfiguration: { Status } }));
    await client.send(new PutObjectCommand({ ...kept, Body: '1' }));
    await set('Enabled');
    await client.send(new PutObjectCommand({ ...kept, Body: '22' }));
    await set('Suspended');
    expect((await client.send(new GetBucketVersioningCommand({ Bucket: 'kept' }))).Status).toBe('Suspended');
    await client.send(new PutObjectCommand({ ...kept, Body: '333' }));
    const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: 'kept' }));
    expect(Versions?.map(({ Size, VersionId }) => [Size, VersionId === 'null'])).toEqual([
      [3, true],
      [2, false],
    ]);
  });
});
