import type { S3Client } from './s3-client.ts';
import { isRushhourError } from '@rushhour/core';
import { readFailure, storeError } from './store-error.ts';
import { escapeXml } from './xml.ts';
import { checksumsOf } from './checksum-headers.ts';
import type { SendToStore, StoreRequest } from './store-request.ts';
import type { S3Settings } from '../config/s3-settings.ts';

/** Operations on buckets. */
export function createBucketOperations(
  send: SendToStore,
  { endpoint, region }: Pick<S3Settings, 'endpoint' | 'region'>,
): Pick<S3Client, 'bucketExists' | 'createBucket' | 'removeBucket'> {
  // Amazon wants the region named, but not its first one; other stores have regions of their own.
  const location = region !== 'us-east-1' && /\.amazonaws\.com(?:\.cn)?$/.test(new URL(endpoint).hostname) ? locationOf(region) : {};
  return {
    async bucketExists(bucket, call) {
      const reply = await send({ operation: 'HeadBucket', method: 'HEAD', bucket, accepts: [404] }, call);
      return reply.status !== 404;
    },

    async createBucket(bucket, call) {
      const reply = await send({ operation: 'CreateBucket', method: 'PUT', bucket, ...location, accepts: [409] }, call);
      if (reply.status !== 409) return;
      const failure = readFailure(reply.text());
      if (failure.code !== 'BucketAlreadyOwnedByYou') throw storeError({ operation: 'CreateBucket', status: 409, ...failure, bucket });
    },

    async removeBucket(bucket, call) {
      try {
        await send({ operation: 'DeleteBucket', method: 'DELETE', bucket }, call);
      } catch (error) {
        if (!isRushhourError(error) || error.code !== 's3_bucket') throw error;
      }
    },
  };
}

function locationOf(region: string): Pick<StoreRequest, 'body' | 'payloadHash'> {
  const data = Buffer.from(
    `<CreateBucketConfiguration><LocationConstraint>${escapeXml(region)}</LocationConstraint></CreateBucketConfiguration>`,
  );
  return { body: { kind: 'bytes', data, type: 'application/xml' }, payloadHash: checksumsOf(data, 'WHEN_REQUIRED').payloadHash };
}
