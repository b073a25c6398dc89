import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { openLoopbackStore, type LoopbackStore, type LoopbackStoreOptions } from '../src/store/loopback-store.ts';

/** A store with the bucket `office` and an SDK client of its owner, both closed when the test ends. */
export async function openTestStore(
  options: LoopbackStoreOptions = {},
  config: S3ClientConfig = {},
): Promise<{ readonly store: LoopbackStore; readonly client: S3Client }> {
  const store = await openLoopbackStore({ buckets: ['office'], ...options });
  onTestFinished(() => store.close());
  return { store, client: sdkClient(store, config) };
}

/** The real SDK with its defaults, but for retries. */
export function sdkClient({ url, region, accessKeyId, secretAccessKey }: LoopbackStore, config: S3ClientConfig = {}): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint: url, region, credentials, forcePathStyle: true, maxAttempts: 1, ...config });
  onTestFinished(() => client.destroy());
  return client;
}
