import { request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { S3Service } from './s3-service.ts';
import { type S3Gap, s3Stores } from './s3-stores.ts';

const Bucket = `services-${process.pid}`;

function clientOf({ endpoint, region, accessKeyId, secretAccessKey }: S3Service, config: S3ClientConfig = {}): S3Client {
  return new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1, ...config });
}

/** Whether what was asked for was done. */
function works(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => true,
    () => false,
  );
}

/** Asks for what S3 does, and says whether it was done. */
const probes: Readonly<Record<S3Gap, (client: S3Client, store: S3Service) => Promise<boolean>>> = {
  async signatures(client, store) {
    await client.send(new PutObjectCommand({ Bucket, Key: 'signed', Body: 'x' }));
    const stranger = clientOf(store, { credentials: { accessKeyId: store.accessKeyId, secretAccessKey: 'wrong' } });
    return !(await works(stranger.send(new HeadObjectCommand({ Bucket, Key: 'signed' }))));
  },
  async md5(client) {
    return !(await works(client.send(new PutObjectCommand({ Bucket, Key: 'md5', Body: 'x', ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))));
  },
  async 'checksum-headers'(client) {
    return !(await works(client.send(new PutObjectCommand({ Bucket, Key: 'crc', Body: 'x', ChecksumCRC32: 'AAAAAA==' }))));
  },
  trailers(client) {
    return works(
      client.send(new PutObjectCommand({ Bucket, Key: 'trailer', Body: Readable.from([Buffer.from('abc')]), ContentLength: 3 })),
    );
  },
  async 'conditional-put'(client) {
    await client.send(new PutObjectCommand({ Bucket, Key: 'first', Body: 'x' }));
    return !(await works(client.send(new PutObjectCommand({ Bucket, Key: 'first', Body: 'y', IfNoneMatch: '*' }))));
  },
  async 'large-parts'(client) {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
    return works(client.send(new UploadPartCommand({ Bucket, Key: 'parts', UploadId, PartNumber: 1, Body: Buffer.alloc(12 * 2 ** 20) })));
  },
  async 'multipart-listing'(client) {
    await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'listed' }));
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'listed' }));
    return Uploads.length > 0;
  },
  async 'multipart-prefix'(client) {
    await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'folder/listed' }));
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'folder/' }));
    return Uploads.length > 0;
  },
  async versions(client) {
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    for (const Body of ['1', '2']) await client.send(new PutObjectCommand({ Bucket, Key: 'versioned', Body }));
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'versioned' }));
    return Versions.length === 2;
  },
};

describe.each(s3Stores())('$name', ({ start, gaps, name }) => {
  let store: S3Service;
  let client: S3Client;

  beforeAll(async () => {
    store = await start();
    client = clientOf(store);
    await client.send(new CreateBucketCommand({ Bucket }));
  }, 60_000);

  afterAll(async () => {
    client.destroy();
    await store.stop();
  });

  test('gives back what was put', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'a/b c.txt', Body: 'by hand' }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a/b c.txt' }));
    expect(await Body?.transformToString()).toBe('by hand');
  });

  test('finds a bucket by the name of the host', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'by-host', Body: 'x' }));
    const { port } = new URL(store.endpoint);
    const answer = await get({ port, path: '/by-host', host: `${Bucket}.localhost:${port}` });
    // Without keys a real store says of which bucket it gives nothing.
    expect(answer).toMatch(new RegExp(`^x$|AccessDenied.*${Bucket}`, 's'));
  });

  test('ends when it is told to, and leaves no process', async ({ skip }) => {
    const other = await start();
    skip(other.endpoint === store.endpoint, 'it is not ours to end');
    expect(other.pids.map(isAlive)).not.toContain(false);
    await other.stop();
    await other.stop();
    expect(other.pids.map(isAlive)).not.toContain(true);
    await expect(fetch(other.endpoint)).rejects.toThrow('fetch failed');
  });

  // The last one turns versions on, for good.
  test.each(Object.keys(probes) as S3Gap[])('does as S3 does, or says it does not: %s', async (gap) => {
    const missing = gaps.has(gap) || (gap === 'multipart-prefix' && gaps.has('multipart-listing'));
    expect(await probes[gap](client, store), `${name} and ${gap}`).toBe(!missing);
  });
});

function get({ port, path, host }: { readonly port: string; readonly path: string; readonly host: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
      text(answer).then(resolve, reject);
    })
      .once('error', reject)
      .end();
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
