import { isRushhourError } from '@rushhour/core';
import type { S3Call, S3Client } from '../client/s3-client.ts';
import { createSharedAttempts } from './shared-attempts.ts';
import { untilAborted } from './until-aborted.ts';

/** The buckets of a run. */
export interface Buckets {
  /**
   * Looks for a bucket before the first upload to it, and makes it when it is missing and may be made; many wait for one attempt. The answer
   * also tells the time of the store, by which objects expire.
   */
  ensure(bucket: string, signal: AbortSignal): Promise<void>;
}

/** Makes {@link Buckets} that asks with the calls of the service. */
export function createBuckets(client: S3Client, { call, mayCreate }: { readonly call: S3Call; readonly mayCreate: boolean }): Buckets {
  const known = new Set<string>();
  const attempts = createSharedAttempts();

  const look = async (bucket: string) => {
    try {
      const isThere = await client.bucketExists(bucket, call);
      // A missing one is left to the upload, whose answer says so.
      if (!isThere && !mayCreate) return;
      if (!isThere) await client.createBucket(bucket, call);
    } catch (error) {
      // Whoever may store objects need not be allowed to look at the bucket.
      if (!isRushhourError(error) || error.code !== 's3_auth') throw error;
    }
    known.add(bucket);
  };

  return {
    async ensure(bucket, signal) {
      if (!known.has(bucket))
        await untilAborted(
          attempts.once(bucket, () => look(bucket)),
          signal,
        );
    },
  };
}
