import { readByteRange } from '../byte-range.ts';
import type { Bucket } from '../bucket.ts';
import { checkWrite, isNotModified } from '../preconditions.ts';
import { checksumHeaders, describeObject, readObjectHeaders } from '../object-headers.ts';
import { bucketOf, type Operation, type StoreCall } from '../store-call.ts';
import { StoreError } from '../store-error.ts';
import { slicePieces, type DeleteMarker, type StoredObject } from '../stored-object.ts';

/** `PUT /bucket/key`. */
export const putObject: Operation = async (call) => {
  const { request, payload } = call;
  const headers = readObjectHeaders(request.headers);
  checkWrite(request.headers, bucketOf(call).current(request.key));
  const { pieces, size, md5, checksum } = await payload();
  // Others may have written, or deleted the bucket, while the body came.
  const bucket = bucketOf(call);
  checkWrite(request.headers, bucket.current(request.key));
  const kept = checksum === undefined ? undefined : ({ ...checksum, type: 'FULL_OBJECT' } as const);
  const { versionId } = bucket.put(request.key, { pieces, size, etag: md5, headers, checksum: kept });
  return { headers: { etag: `"${md5}"`, ...versionHeader(bucket, versionId), ...(kept !== undefined && checksumHeaders(kept)) } };
};

/** `GET /bucket/key`, and `HEAD`, whose body is never sent. */
export const getObject: Operation = (call) => {
  const { found, headers } = findObject(call);
  if (isNotModified(call.request.headers, found)) return notModified(headers);
  const range = readByteRange(call.request.headers.get('range'), found.size);
  if (range === undefined) {
    const [only, ...more] = found.pieces;
    const body = only !== undefined && more.length === 0 ? only : found.pieces;
    return { headers: { ...headers, 'content-length': String(found.size) }, body };
  }
  const { start, end } = range;
  const contentRange = `bytes ${start}-${end - 1}/${found.size}`;
  return {
    status: 206,
    headers: { ...headers, 'content-length': String(end - start), 'content-range': contentRange },
    body: slicePieces(found.pieces, start, end),
  };
};

/** `DELETE /bucket/key`: 204 whether or not there was anything. */
export const deleteObject: Operation = (call) => {
  const { request } = call;
  const bucket = bucketOf(call);
  checkWrite(request.headers, bucket.current(request.key));
  const { isDeleteMarker, versionId } = deleteKey(bucket, request.key, request.query.get('versionId'));
  return { status: 204, headers: { ...(versionId !== '' && { 'x-amz-version-id': versionId }), ...(isDeleteMarker && markerHeader) } };
};

/** Deletes a key, or one version of it; the version id is empty where the bucket keeps none. */
export function deleteKey(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): { readonly isDeleteMarker: boolean; readonly versionId: string } {
  if (versionId !== undefined) {
    const removed = bucket.removeVersion(key, versionId);
    return { isDeleteMarker: removed?.isDeleteMarker === true, versionId };
  }
  const marker = bucket.remove(key);
  return { isDeleteMarker: marker !== undefined, versionId: marker?.versionId ?? '' };
}

/** The header that tells a version, where the bucket has versions. */
export function versionHeader({ versioning }: Bucket, versionId: string): Record<string, string> {
  return versioning === '' ? {} : { 'x-amz-version-id': versionId };
}

const markerHeader = { 'x-amz-delete-marker': 'true' };

function findObject(call: StoreCall): { readonly found: StoredObject; readonly headers: Record<string, string> } {
  const { key, query, headers } = call.request;
  const bucket = bucketOf(call);
  const versionId = query.get('versionId');
  const found = versionId === undefined ? bucket.current(key) : bucket.version(key, versionId);
  if (found === undefined) throw new StoreError(versionId === undefined ? 'NoSuchKey' : 'NoSuchVersion', { elements: { Key: key } });
  if (found.isDeleteMarker) refuseMarker(found, versionId !== undefined);
  const isWhole = !headers.has('range');
  const showsChecksum = isWhole && headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  return { found, headers: describeObject(found, { isVersioned: bucket.versioning !== '', showsChecksum }) };
}

function refuseMarker({ key, versionId, modifiedAt }: DeleteMarker, isAskedFor: boolean): never {
  const headers = { ...markerHeader, 'x-amz-version-id': versionId };
  if (!isAskedFor) throw new StoreError('NoSuchKey', { elements: { Key: key }, headers });
  throw new StoreError('MethodNotAllowed', {
    elements: { Method: 'GET', ResourceType: 'DeleteMarker' },
    headers: { ...headers, allow: 'DELETE', 'last-modified': new Date(modifiedAt).toUTCString() },
  });
}

function notModified(headers: Record<string, string>) {
  return { status: 304, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type')) };
}
