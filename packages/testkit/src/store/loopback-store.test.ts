import { Agent } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type ChecksumAlgorithm,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../clock/virtual-clock.ts';
import { openLoopbackStore } from './loopback-store.ts';
import { openTestStore, sdkClient } from '../../test/open-test-store.ts';

const Bucket = 'office';

describe('buckets', () => {
  test('are made, seen, listed, and deleted when they are empty', async () => {
    const { client } = await openTestStore({ buckets: [] });
    await client.send(new CreateBucketCommand({ Bucket: 'papers' }));
    await client.send(new CreateBucketCommand({ Bucket: 'papers' }));
    await client.send(new HeadBucketCommand({ Bucket: 'papers' }));
    const { Buckets } = await client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['papers']);
    await client.send(new PutObjectCommand({ Bucket: 'papers', Key: 'a', Body: 'x' }));
    await expect(client.send(new DeleteBucketCommand({ Bucket: 'papers' }))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    await client.send(new DeleteObjectCommand({ Bucket: 'papers', Key: 'a' }));
    await client.send(new DeleteBucketCommand({ Bucket: 'papers' }));
    await expect(client.send(new HeadBucketCommand({ Bucket: 'papers' }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('have names that S3 allows', async () => {
    const { client } = await openTestStore();
    await expect(client.send(new CreateBucketCommand({ Bucket: 'No_Good' }))).rejects.toMatchObject({ name: 'InvalidBucketName' });
  });

  test('are known already, outside us-east-1', async () => {
    const { client } = await openTestStore({ region: 'eu-west-1' });
    await expect(client.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  });
});

describe('objects', () => {
  test('come back as they were put, with type, metadata and dates', async () => {
    const { store, client } = await openTestStore();
    const Key = 'projects/ü & <b> + c/a (1)\u00a0😀.txt';
    const put = await client.send(
      new PutObjectCommand({ Bucket, Key, Body: 'hello', ContentType: 'text/plain', CacheControl: 'no-store', Metadata: { run: 'r1' } }),
    );
    expect(put.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const got = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      Metadata: { run: 'r1' },
      ContentLength: 5,
      ETag: put.ETag,
    });
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ContentLength: 5, Metadata: { run: 'r1' }, ETag: put.ETag });
    expect(head.LastModified?.getTime()).toBe(store.objects(Bucket)[0]?.modifiedAt);
    expect(store.objects(Bucket)).toMatchObject([{ key: Key, size: 5, contentType: 'text/plain', metadata: { run: 'r1' } }]);
  });

  test('are streamed in aws-chunked frames with a trailer, which are taken off', async () => {
    const { store, client } = await openTestStore();
    const bytes = Buffer.alloc(300_000, 'rushhour');
    const Body = Readable.from([bytes.subarray(0, 1), bytes.subarray(1, 100_000), bytes.subarray(100_000)], { objectMode: false });
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body, ContentLength: bytes.length }));
    const { Body: back, ContentEncoding } = await client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(bytes.equals((await back?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
    expect(ContentEncoding).toBeUndefined();
    expect(store.log[0]?.bytesIn).toBeGreaterThan(300_000);
  });

  test.each<ChecksumAlgorithm>(['CRC32', 'CRC32C', 'SHA1', 'SHA256'])('keep their checksum %s', async (ChecksumAlgorithm) => {
    const { client } = await openTestStore();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello', ChecksumAlgorithm }));
    const { Body, ...head } = await client.send(new GetObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }));
    expect(head[`Checksum${ChecksumAlgorithm as 'CRC32'}`]).toBeTruthy();
    expect(await Body?.transformToString()).toBe('hello');
  });

  test('are refused when a digest does not hold, and nothing is stored', async () => {
    const { store, client } = await openTestStore();
    const put = (extra: object) => client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello', ...extra }));
    await expect(put({ ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'XAmzContentChecksumMismatch' });
    await expect(put({ ContentMD5: Buffer.alloc(16).toString('base64') })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(put({ ContentMD5: 'short' })).rejects.toMatchObject({ name: 'InvalidDigest' });
    expect(store.objects(Bucket)).toEqual([]);
    expect(store.bytes()).toBe(0);
  });

  test('answer ranges and conditions', async () => {
    const { client } = await openTestStore();
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: '0123456789' }));
    const get = async (extra: object) =>
      (await client.send(new GetObjectCommand({ Bucket, Key: 'a', ...extra }))).Body?.transformToString();
    expect(await get({ Range: 'bytes=2-4' })).toBe('234');
    expect(await get({ Range: 'bytes=7-' })).toBe('789');
    expect(await get({ Range: 'bytes=-1' })).toBe('9');
    await expect(get({ Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } });
    await expect(get({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get({ IfMatch: '"other"' })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    await expect(client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*' }))).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
  });

  test('that are missing are named so; deleting them is no mistake', async () => {
    const { client } = await openTestStore();
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(client.send(new GetObjectCommand({ Bucket: 'absent', Key: 'a' }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
    const { $metadata } = await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect($metadata.httpStatusCode).toBe(204);
  });

  test('are deleted many at a time, loudly or quietly', async () => {
    const { store, client } = await openTestStore();
    for (const key of ['a', 'b & c', 'd\u0001', 'e\r\n ']) store.put(Bucket, key);
    const loud = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'b & c' }, { Key: 'x' }] } }),
    );
    expect(loud.Deleted?.map(({ Key }) => Key)).toEqual(['a', 'b & c', 'x']);
    const quiet = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects: [{ Key: 'e\r\n ' }] } }));
    expect(quiet.Deleted).toBeUndefined();
    expect(store.objects(Bucket).map(({ key }) => key)).toEqual(['d\u0001']);
  });

  test('are bounded by what the store may hold', async () => {
    const { store, client } = await openTestStore({ maxBytes: 10 });
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
    await expect(client.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'hello!' }))).rejects.toMatchObject({
      name: 'InsufficientStorage',
      $metadata: { httpStatusCode: 507 },
    });
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'hello!' }));
    expect(store.bytes()).toBe(6);
  });

  test('are never what a request that the store does not know would make of them', async () => {
    const { store, client } = await openTestStore();
    store.put(Bucket, 'a', { body: 'hello' });
    const tagging = new PutObjectTaggingCommand({ Bucket, Key: 'a', Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } });
    await expect(client.send(tagging)).rejects.toMatchObject({ name: 'NotImplemented' });
    expect(store.objects(Bucket)[0]?.body().toString()).toBe('hello');
  });
});

describe('what is left out of a request', () => {
  const send = async (head: string, body = ''): Promise<string> => {
    const { store } = await openTestStore({ checksSignatures: false, minPartBytes: 0 });
    const socket = connect(store.port, '127.0.0.1');
    socket.end(`${head}\r\nHost: x\r\nConnection: close\r\n\r\n${body}`);
    const [, code = 'none'] = /<Code>(\w+)/.exec(await text(socket)) ?? [];
    expect(store.bytes()).toBe(0);
    return code;
  };
  const framed = 'x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER';

  test.each([
    ['a length', 'PUT /office/a HTTP/1.1\r\nTransfer-Encoding: chunked', '0\r\n\r\n', 'MissingContentLength'],
    ['a length inside the frames', `PUT /office/a HTTP/1.1\r\nContent-Length: 1\r\n${framed}`, '0', 'MissingContentLength'],
    [
      'some bytes inside the frames',
      `PUT /office/a HTTP/1.1\r\nContent-Length: 15\r\nx-amz-decoded-content-length: 6\r\n${framed}`,
      '5\r\nhello\r\n0\r\n\r\n',
      'IncompleteBody',
    ],
    [
      'the trailer',
      `PUT /office/a HTTP/1.1\r\nContent-Length: 15\r\nx-amz-decoded-content-length: 5\r\nx-amz-trailer: x-amz-checksum-crc32\r\n${framed}`,
      '5\r\nhello\r\n0\r\n\r\n',
      'InvalidRequest',
    ],
    ['the checksum', 'PUT /office/a HTTP/1.1\r\nx-amz-sdk-checksum-algorithm: CRC32\r\nContent-Length: 1', 'a', 'InvalidRequest'],
    ['the digest of a list of keys', 'POST /office?delete HTTP/1.1\r\nContent-Length: 0', '', 'InvalidRequest'],
    ['half of an escape', 'GET /office/%e4 HTTP/1.1', '', 'InvalidURI'],
    ['nothing, but is too long', `GET /office/${'a'.repeat(1025)} HTTP/1.1`, '', 'KeyTooLongError'],
    ['nothing, but is unknown', 'GET /office?lifecycle HTTP/1.1', '', 'NotImplemented'],
    [
      'nothing, but means another object',
      'PUT /office/a HTTP/1.1\r\nx-amz-copy-source: /office/b\r\nContent-Length: 0',
      '',
      'NotImplemented',
    ],
    ['nothing, but says it twice', 'GET /office?list-type=2&prefix=a&prefix=b HTTP/1.1', '', 'InvalidArgument'],
  ])('is missed: %s', async (_what, head, body, code) => {
    expect(await send(head, body)).toBe(code);
  });

  test('is seen in a trailer that does not hold', async () => {
    const frames = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';
    const more = `x-amz-decoded-content-length: 5\r\nx-amz-trailer: x-amz-checksum-crc32\r\n${framed}`;
    expect(await send(`PUT /office/a HTTP/1.1\r\nContent-Length: ${frames.length}\r\n${more}`, frames)).toBe('BadDigest');
  });
});

describe('the store', () => {
  test('finds the bucket in the host', async () => {
    const store = await openLoopbackStore({ buckets: [Bucket] });
    const httpAgent = new Agent({ lookup: (_host, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) });
    const client = sdkClient(store, { endpoint: `http://localhost:${store.port}`, forcePathStyle: false, requestHandler: { httpAgent } });
    await client.send(new PutObjectCommand({ Bucket, Key: 'a/b', Body: 'hello' }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a/b' }));
    expect(await Body?.transformToString()).toBe('hello');
    expect(store.log[0]).toMatchObject({ path: '/a/b?x-id=PutObject', bucket: Bucket, key: 'a/b' });
    await store.close();
  });

  test('writes a log', async () => {
    const { store, client } = await openTestStore();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
    await client.send(new GetObjectCommand({ Bucket, Key: 'a' })).then(({ Body }) => Body?.transformToString());
    await client.send(new GetObjectCommand({ Bucket, Key: 'b' })).catch(() => undefined);
    expect(store.log).toMatchObject([
      { method: 'PUT', operation: 'PutObject', bucket: Bucket, key: 'a', status: 200, bytesIn: 5, bytesOut: 0, aborted: false },
      { method: 'GET', operation: 'GetObject', status: 200, bytesIn: 0, bytesOut: 5, aborted: false },
      { operation: 'GetObject', key: 'b', status: 404, code: 'NoSuchKey' },
    ]);
  });

  test('forgets the older half of a log that is full', async () => {
    const { store, client } = await openTestStore({ logLimit: 4 });
    for (const Key of 'abcdef') await client.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(store.log.map(({ key }) => key)).toEqual(['c', 'd', 'e', 'f']);
  });

  test('is opened on the port it is told', async () => {
    const first = await openLoopbackStore();
    await expect(openLoopbackStore({ port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
    const second = await openLoopbackStore({ port: first.port });
    expect(second.url).toBe(first.url);
    await second.close();
  });

  test('lives in the time of its clock', async () => {
    const clock = createVirtualClock({ startAt: Date.UTC(2026, 0, 1) });
    const { store } = await openTestStore({ clock, checksSignatures: false });
    store.put(Bucket, 'old', { modifiedAt: Date.UTC(2025, 0, 1) });
    store.put(Bucket, 'new');
    expect(store.objects(Bucket).map(({ modifiedAt }) => new Date(modifiedAt).getUTCFullYear())).toEqual([2026, 2025]);
    const reply = await fetch(`${store.url}/office/new`);
    expect(reply.headers.get('date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
  });
});
