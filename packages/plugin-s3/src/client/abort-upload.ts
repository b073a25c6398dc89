import type { Clock, HttpLimits } from '@rushhour/core';
import { readFailure, storeError } from './store-error.ts';
import type { S3Call, S3Client } from './s3-client.ts';
import type { SendToStore } from './store-request.ts';

/** A deadline of its own, in milliseconds: what is aborted may have been cut by another one. */
const deadlineMs = 5000;

/** A part that was on its way may arrive after the abort, and be kept: then it is aborted again. */
const attempts = 3;

/**
 * How a multipart upload is aborted, and that confirmed by asking for its parts
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html).
 */
export function createAbortUpload(send: SendToStore, clock: Clock): S3Client['abortUpload'] {
  const isGone = async (
    { bucket, key, uploadId }: Parameters<S3Client['abortUpload']>[0],
    limits: HttpLimits,
    call: S3Call,
  ): Promise<boolean> => {
    const operation = 'ListParts';
    const query = { uploadId, 'max-parts': '1' };
    const reply = await send({ operation, method: 'GET', bucket, key, query, limits, accepts: [404] }, call);
    if (reply.status !== 404) return false;
    const failure = readFailure(reply.text());
    // Ceph knows no such key, then.
    if (failure.code === 'NoSuchUpload' || failure.code === 'NoSuchKey') return true;
    throw storeError({ operation, status: 404, ...failure, bucket, key });
  };

  return async (upload, call) => {
    const { bucket, key, uploadId } = upload;
    const endAt = clock.now() + deadlineMs;
    for (let attempt = 1; attempt <= attempts && clock.now() < endAt; attempt++) {
      const limits = { totalMs: endAt - clock.now() };
      await send({ operation: 'AbortMultipartUpload', method: 'DELETE', bucket, key, query: { uploadId }, limits, accepts: [404] }, call);
      if (await isGone(upload, limits, call)) return true;
    }
    return false;
  };
}
