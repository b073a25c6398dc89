import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { S3Service } from '../../../../scripts/services/s3-service.ts';
import { s3Stores } from '../../../../scripts/services/s3-stores.ts';
import { bytesOf, contentOf, openClient } from '../../test/open-client.ts';
import { openLoopbackStore } from '@rushhour/testkit';

const loopback = {
  name: 'loopback',
  gaps: new Set<string>(),
  async start(): Promise<S3Service> {
    const store = await openLoopbackStore();
    return { ...store, name: 'loopback', endpoint: store.url, pids: [], stop: () => store.close() };
  },
};

const keys = [' lead ', 'a', 'b c/ä+%&#?.txt', "q'()*!~", 'x\\y', '😀', 'semi;colon:=@,$', 'a<b>&amp;"', '%2F', 'x..y/.z'];
const type = 'text/plain';
const hello = Buffer.from('hello');

/** Real stores, each with the same promises. */
describe.each([loopback, ...s3Stores()])('on $name', ({ name, start, gaps }) => {
  let service: S3Service;
  beforeAll(async () => (service = await start()), 120_000);
  afterAll(() => service.stop());

  let buckets = 0;
  const open = async () => {
    const { endpoint: url, ...rest } = service;
    const client = openClient({ ...rest, url });
    buckets += 1;
    const bucket = `client-${buckets}`;
    await client.s3.createBucket(bucket, client.call);
    return { ...client, bucket };
  };

  test('a bucket is made once, seen, and removed', async () => {
    const { s3, call, bucket } = await open();
    await s3.createBucket(bucket, call);
    expect(await s3.bucketExists(bucket, call)).toBe(true);
    await s3.removeBucket(bucket, call);
    await s3.removeBucket(bucket, call);
    expect(await s3.bucketExists(bucket, call)).toBe(false);
    await expect(s3.put({ bucket, key: 'a' }, { body: hello, type }, call)).rejects.toMatchObject({ code: 's3_bucket' });
    await expect(s3.list({ bucket }, call)).rejects.toMatchObject({ code: 's3_bucket' });
  });

  test('keys of any characters come back as they were put: in headers, listings and removals', async () => {
    const { s3, call, bucket } = await open();
    for (const key of keys) await s3.put({ bucket, key }, { body: Buffer.from(key), type }, call);
    for (const key of keys) {
      const chunks: Uint8Array[] = [];
      const { size } = await s3.get({ bucket, key }, { sink: (chunk) => void chunks.push(chunk) }, call);
      expect(Buffer.concat(chunks).toString()).toBe(key);
      expect(size).toBe(Buffer.byteLength(key));
    }
    const { objects } = await s3.list({ bucket }, call);
    expect(objects.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
    const removed = await s3.removeMany(bucket, objects, call);
    expect(removed.map(({ error }) => error)).toEqual(keys.map(() => undefined));
    expect((await s3.list({ bucket }, call)).objects).toEqual([]);
  });

  test('an object has its type, its metadata and its time', async () => {
    const { s3, call, bucket } = await open();
    const { etag } = await s3.put({ bucket, key: 'a' }, { body: hello, type, metadata: { 'rushhour-run': '01J a  b' } }, call);
    const head = await s3.head({ bucket, key: 'a' }, call);
    expect(head).toMatchObject({ key: 'a', size: 5, etag, type, metadata: { 'rushhour-run': '01J a  b' } });
    expect(Math.abs((head?.lastModified ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(etag).toBe('5d41402abc4b2a76b9719d911017c592');
    expect(await s3.head({ bucket, key: 'none' }, call)).toBeUndefined();
  });

  test('a range is read, and the size of the whole told', async () => {
    const { s3, call, bucket } = await open();
    await s3.put({ bucket, key: 'a' }, { body: hello, type }, call);
    const read = async (range: { from?: number; to?: number }) => {
      let text = '';
      const { size, bytesReceived } = await s3.get(
        { bucket, key: 'a' },
        { range, sink: (chunk) => void (text += Buffer.from(chunk).toString()) },
        call,
      );
      return { text, size, bytesReceived };
    };
    expect(await read({ from: 1, to: 3 })).toEqual({ text: 'ell', size: 5, bytesReceived: 3 });
    expect(await read({ from: 3 })).toEqual({ text: 'lo', size: 5, bytesReceived: 2 });
    expect(await read({ to: 1 })).toEqual({ text: 'o', size: 5, bytesReceived: 1 });
  });

  test('what is not there is no object, and its error document no content', async () => {
    const { s3, call, bucket } = await open();
    let sunk = 0;
    const none = s3.get({ bucket, key: 'none' }, { sink: (chunk) => void (sunk += chunk.byteLength) }, call);
    await expect(none).rejects.toMatchObject({ code: 's3_key', message: expect.stringContaining(`"${bucket}/none"`) });
    expect(sunk).toBe(0);
    expect(await s3.remove({ bucket, key: 'none' }, call)).toEqual({});
  });

  test('folders are listed page by page', async () => {
    const { s3, call, bucket } = await open();
    for (const key of ['a/1', 'a/2', 'b/1', 'c', 'd']) await s3.put({ bucket, key }, { body: hello, type }, call);
    const found: string[] = [];
    let continuationToken: string | undefined;
    do {
      const page = await s3.list(
        { bucket, delimiter: '/', pageSize: 2, ...(continuationToken !== undefined && { continuationToken }) },
        call,
      );
      found.push(...page.prefixes, ...page.objects.map(({ key }) => key));
      continuationToken = page.nextToken;
    } while (continuationToken !== undefined);
    expect(found).toEqual(['a/', 'b/', 'c', 'd']);
    expect((await s3.list({ bucket, prefix: 'a/', startAfter: 'a/1' }, call)).objects).toMatchObject([{ key: 'a/2', size: 5 }]);
  });

  test('a stream is stored with its exact length', async () => {
    const { s3, call, bucket } = await open();
    const content = contentOf(300_001);
    await s3.put({ bucket, key: 'stream' }, { body: content, type }, call);
    const chunks: Uint8Array[] = [];
    await s3.get({ bucket, key: 'stream' }, { sink: (chunk) => void chunks.push(chunk) }, call);
    expect(Buffer.concat(chunks).equals(await bytesOf(content))).toBe(true);
  });

  test('a large object is stored in parts, byte for byte', async () => {
    const { s3, call, bucket } = await open();
    const content = contentOf(11 * 2 ** 20 + 1);
    const ids: string[] = [];
    await s3.uploadLarge(
      { bucket, key: 'large/ü +' },
      { body: content, type, metadata: { mark: 'ours' } },
      { partSize: 5 * 2 ** 20, concurrency: 2, onUploadId: (id) => void ids.push(id) },
      call,
    );
    const chunks: Uint8Array[] = [];
    const { metadata, etag } = await s3.get({ bucket, key: 'large/ü +' }, { sink: (chunk) => void chunks.push(chunk) }, call);
    expect(Buffer.concat(chunks).equals(await bytesOf(content))).toBe(true);
    expect(metadata).toMatchObject({ mark: 'ours' });
    expect(etag).toMatch(/-3$/);
    expect(ids).toHaveLength(1);
  });

  test('a large upload whose content fails is aborted, and nothing of it is left', async ({ skip }) => {
    skip(gaps.has('multipart-listing'), 'it lists no uploads');
    const { s3, call, bucket } = await open();
    const disk = new Error('the disk is gone');
    const body = {
      ...contentOf(30 * 2 ** 20),
      async *stream() {
        yield Buffer.alloc(11 * 2 ** 20);
        throw disk;
      },
    };
    const aborted: boolean[] = [];
    const upload = s3.uploadLarge(
      { bucket, key: 'broken' },
      { body, type },
      { partSize: 5 * 2 ** 20, concurrency: 2, onUploadId: () => undefined, onAborted: (isGone) => aborted.push(isGone) },
      call,
    );
    await expect(upload).rejects.toBe(disk);
    expect(aborted).toEqual([true]);
    expect((await s3.listUploads({ bucket, prefix: 'broken' }, call)).uploads).toEqual([]);
    expect(await s3.head({ bucket, key: 'broken' }, call)).toBeUndefined();
  });

  test('wrong credentials and wrong checksums are told apart', async ({ skip }) => {
    skip(gaps.has('signatures'), 'it checks no signatures');
    const { s3, call, bucket } = await open();
    await expect(s3.list({ bucket }, { ...call, badCredentials: true })).rejects.toMatchObject({ code: 's3_auth', type: 's3_auth' });
    await expect(s3.head({ bucket, key: 'a' }, { ...call, badCredentials: true })).rejects.toMatchObject({ code: 's3_auth' });
    const spoiled = s3.put({ bucket, key: 'a' }, { body: hello, type, corruptChecksum: true }, call);
    await expect(spoiled).rejects.toMatchObject({ code: 's3_checksum' });
    expect(await s3.head({ bucket, key: 'a' }, call)).toBeUndefined();
  });

  test('buckets are hosts where the store has such names', async ({ skip }) => {
    skip(name === 'fauxqs', 'it has no such names');
    const { call, s3, bucket } = await open();
    await s3.put({ bucket, key: 'a b/c' }, { body: hello, type }, call);
    const { endpoint, ...rest } = service;
    const url = endpoint.replace('127.0.0.1', 'localhost');
    const virtual = openClient({ ...rest, url }, { addressing: 'virtual', buckets: [bucket] });
    expect(await virtual.s3.head({ bucket, key: 'a b/c' }, virtual.call)).toMatchObject({ size: 5 });
    expect((await virtual.s3.list({ bucket }, virtual.call)).objects).toMatchObject([{ key: 'a b/c' }]);
    await virtual.s3.uploadLarge(
      { bucket, key: 'large' },
      { body: contentOf(6 * 2 ** 20), type },
      { partSize: 5 * 2 ** 20, concurrency: 2, onUploadId: () => undefined },
      virtual.call,
    );
    expect(await virtual.s3.head({ bucket, key: 'large' }, virtual.call)).toMatchObject({ size: 6 * 2 ** 20 });
  });
});
