import { CreateBucketCommand, CreateMultipartUploadCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import type { TestStore } from './settings-for.ts';

/** Begins an upload in parts with nobody to end it; its id. */
export async function beginUpload(store: TestStore, { bucket, key }: { readonly bucket: string; readonly key: string }): Promise<string> {
  const { UploadId = '' } = await withSdk(store, (sdk) => sdk.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key })));
  return UploadId;
}

/** Makes a bucket that keeps versions. */
export async function makeVersioned(store: TestStore, bucket: string): Promise<void> {
  await withSdk(store, async (sdk) => {
    await sdk.send(new CreateBucketCommand({ Bucket: bucket }));
    await sdk.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  });
}

async function withSdk<Value>(
  { url: endpoint, region, accessKeyId, secretAccessKey }: TestStore,
  work: (sdk: S3Client) => Promise<Value>,
): Promise<Value> {
  const sdk = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  try {
    return await work(sdk);
  } finally {
    sdk.destroy();
  }
}
