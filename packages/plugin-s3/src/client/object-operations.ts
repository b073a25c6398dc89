import { isRushhourError, type HttpLimits } from '@rushhour/core';
import type { ChecksumCalculation } from '../config/s3-settings.ts';
import { checksumsOf, wrongChecksumsOf, type BodyChecksums } from './checksum-headers.ts';
import { readObjectHead, unquote } from './object-head.ts';
import type { ObjectContent, ObjectHead, ReadOptions, S3Client } from './s3-client.ts';
import type { SendToStore, StoreRequest } from './store-request.ts';
import { metadataHeaders } from './user-metadata.ts';

/** Bounds of what is as large as an object: 8 GiB, half a minute of silence, and no end but the deadline of the action. */
const objectLimits: HttpLimits = { maxBytes: 8 * 2 ** 30, idleMs: 30_000, totalMs: 0 };

const letGo = () => undefined;

/** Operations on single objects. */
export function createObjectOperations(
  send: SendToStore,
  { requestChecksumCalculation }: { readonly requestChecksumCalculation: ChecksumCalculation },
): Pick<S3Client, 'put' | 'get' | 'head' | 'remove'> {
  return {
    async put({ bucket, key }, content, call) {
      const reply = await send(
        { operation: 'PutObject', method: 'PUT', bucket, key, ...payloadOf(content, requestChecksumCalculation) },
        call,
      );
      const versionId = reply.header('x-amz-version-id');
      return { etag: unquote(reply.header('etag')), ...(versionId !== undefined && { versionId }) };
    },

    async get({ bucket, key, versionId }, { range, sink = letGo }, call) {
      let head: ObjectHead | undefined;
      const reply = await send(
        {
          operation: 'GetObject',
          method: 'GET',
          bucket,
          key,
          ...versionQuery(versionId),
          ...(range && { headers: { range: rangeHeader(range) } }),
          sink: (chunk, _, answer) => sink(chunk, (head ??= readObjectHead(key, answer))),
          limits: objectLimits,
        },
        call,
      );
      return { ...readObjectHead(key, reply), bytesReceived: reply.bytesReceived };
    },

    async head({ bucket, key, versionId }, call) {
      // A version that is a delete marker is answered 405.
      const reply = await send(
        {
          operation: 'HeadObject',
          method: 'HEAD',
          bucket,
          key,
          ...versionQuery(versionId),
          accepts: versionId === undefined ? [404] : [404, 405],
        },
        call,
      );
      return reply.status < 300 ? readObjectHead(key, reply) : undefined;
    },

    async remove({ bucket, key, versionId }, call) {
      const reply = await send({ operation: 'DeleteObject', method: 'DELETE', bucket, key, ...versionQuery(versionId) }, call).catch(
        ifNoKey,
      );
      const removed = reply?.header('x-amz-version-id');
      return {
        ...(reply?.header('x-amz-delete-marker') === 'true' && { deleteMarker: true }),
        ...(removed !== undefined && { versionId: removed }),
      };
    },
  };
}

function payloadOf(
  content: ObjectContent,
  calculation: ChecksumCalculation,
): Pick<StoreRequest, 'headers' | 'body' | 'payloadHash' | 'limits'> {
  const { body, type, metadata, storageClass, sha256, corruptChecksum = false } = content;
  const headers = {
    'content-type': type,
    ...(storageClass !== undefined && { 'x-amz-storage-class': storageClass }),
    ...(metadata && metadataHeaders(metadata)),
  };
  if (!(body instanceof Uint8Array)) {
    return { headers, body: { kind: 'stream', content: body, type }, payloadHash: 'UNSIGNED-PAYLOAD', limits: objectLimits };
  }
  const sums: BodyChecksums = corruptChecksum ? wrongChecksumsOf(body) : checksumsOf(body, calculation, sha256);
  return { headers: { ...headers, ...sums.headers }, body: { kind: 'bytes', data: body, type }, payloadHash: sums.payloadHash };
}

const versionQuery = (versionId: string | undefined) => (versionId === undefined ? {} : { query: { versionId } });

const rangeHeader = ({ from, to }: NonNullable<ReadOptions['range']>) => `bytes=${from ?? ''}-${to ?? ''}`;

/** Some stores answer 404 for an object that is gone; others 204. */
function ifNoKey(error: unknown): undefined {
  if (isRushhourError(error) && error.code === 's3_key') return undefined;
  throw error;
}
