import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { describe, expect, test } from 'vitest';
import { testFile } from '../site/test-file.ts';
import { openTestStore } from '../../test/open-test-store.ts';

const at = { Bucket: 'office', Key: 'big.bin' };

async function begin(client: S3Client, Key = at.Key): Promise<string> {
  const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand({ ...at, Key }));
  return UploadId;
}

describe('a multipart upload', () => {
  test('by lib-storage becomes one object, whose parts leave nothing behind', async () => {
    const { store, client } = await openTestStore();
    const file = testFile(12_000_000);
    const params = { ...at, Body: Readable.from(file.chunks(), { objectMode: false }), Metadata: { run: 'r1' } };
    const { ETag } = await new Upload({ client, params, partSize: 5 * 1024 * 1024, queueSize: 2 }).done();
    expect(ETag).toMatch(/^"[\da-f]{32}-3"$/);
    const { Body } = await client.send(new GetObjectCommand({ ...at, ChecksumMode: 'ENABLED' }));
    const hash = createHash('sha256').update(await (Body?.transformToByteArray() ?? ''));
    expect(hash.digest('hex')).toBe(file.sha256());
    expect(store.objects('office')).toMatchObject([{ size: 12_000_000, metadata: { run: 'r1' } }]);
    expect(store.uploads('office')).toEqual([]);
    expect(store.bytes()).toBe(12_000_000);
  });

  test('is seen, part by part, until it is aborted', async () => {
    const { store, client } = await openTestStore();
    const UploadId = await begin(client);
    for (const PartNumber of [2, 1]) await client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body: 'hello' }));
    const { Parts } = await client.send(new ListPartsCommand({ ...at, UploadId }));
    expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 5],
      [2, 5],
    ]);
    expect(store.uploads('office')).toMatchObject([{ key: at.Key, uploadId: UploadId, parts: [{ number: 1 }, { number: 2 }] }]);
    await client.send(new AbortMultipartUploadCommand({ ...at, UploadId }));
    expect(store.uploads('office')).toEqual([]);
    expect(store.bytes()).toBe(0);
    for (const command of [
      new ListPartsCommand({ ...at, UploadId }),
      new AbortMultipartUploadCommand({ ...at, UploadId }),
      new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: 'late' }),
    ]) {
      await expect(client.send(command as ListPartsCommand)).rejects.toMatchObject({ name: 'NoSuchUpload' });
    }
  });

  test('is listed by prefix, page by page', async () => {
    const { client } = await openTestStore();
    for (const key of ['a/1', 'b/1', 'b/2', 'b/2']) await begin(client, key);
    const first = await client.send(new ListMultipartUploadsCommand({ Bucket: 'office', Prefix: 'b/', MaxUploads: 2 }));
    expect(first.Uploads?.map(({ Key }) => Key)).toEqual(['b/1', 'b/2']);
    const markers = { KeyMarker: first.NextKeyMarker, UploadIdMarker: first.NextUploadIdMarker };
    const second = await client.send(new ListMultipartUploadsCommand({ Bucket: 'office', Prefix: 'b/', ...markers }));
    expect(second.Uploads?.map(({ Key }) => Key)).toEqual(['b/2']);
    expect(second.IsTruncated).toBe(false);
  });

  test('is completed with parts that exist, in order, and large enough', async () => {
    const { store, client } = await openTestStore({ minPartBytes: 5 });
    const UploadId = await begin(client);
    const part = async (PartNumber: number, Body: string) => {
      const { ETag } = await client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
      return { PartNumber, ETag };
    };
    const [one, two, small] = [await part(1, 'hello'), await part(2, 'world'), await part(7, '!')];
    const complete = (Parts: readonly { PartNumber: number; ETag: string | undefined }[], extra = {}) =>
      client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts: [...Parts] }, ...extra }));
    await expect(complete([])).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(complete([two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([{ ...one, ETag: two.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([one, { PartNumber: 3, ETag: two.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([one, small, { PartNumber: 8, ETag: 'x' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await part(8, 'last');
    await expect(complete([one, small, await part(8, 'last')])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await complete([one, two, small]);
    expect(store.objects('office')[0]?.body().toString()).toBe('helloworld!');
    const again = await begin(client);
    await expect(complete([one], { UploadId: again, IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'InvalidPart' });
  });

  test('numbers its parts from 1 to 10,000', async () => {
    const { client } = await openTestStore();
    const UploadId = await begin(client);
    for (const PartNumber of [0, 10_001]) {
      const sent = client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body: 'a' }));
      await expect(sent).rejects.toMatchObject({ name: 'InvalidArgument' });
    }
  });

  test.each(['COMPOSITE', 'FULL_OBJECT'] as const)('has a checksum of type %s', async (ChecksumType) => {
    const { store, client } = await openTestStore({ minPartBytes: 0 });
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at, ChecksumAlgorithm: 'CRC32', ChecksumType }));
    const Parts = [];
    for (const [index, Body] of ['12345', '6789'].entries()) {
      const PartNumber = index + 1;
      const { ETag, ChecksumCRC32 } = await client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
      Parts.push({ PartNumber, ETag, ChecksumCRC32 });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    const head = await client.send(new HeadObjectCommand({ ...at, ChecksumMode: 'ENABLED' }));
    expect(head.ChecksumType).toBe(ChecksumType);
    // CRC-32 of '123456789', the check value of the algorithm, is cbf43926.
    expect(head.ChecksumCRC32).toMatch(ChecksumType === 'FULL_OBJECT' ? /^y\/Q5Jg==$/ : /==-2$/);
    expect(store.bytes()).toBe(9);
  });
});
