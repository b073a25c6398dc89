import { isRushhourError } from '@rushhour/core';
import type { ObjectVersionAddress } from '../client/s3-client.ts';
import { folderPrefix } from '../targets/object-key.ts';
import type { ObjectTarget } from '../targets/object-target.ts';
import type { StoreAccess } from './store-access.ts';

/** Something stored: an object, or with a version id one that newer versions or a delete marker hide. */
export interface StoredVersion extends ObjectVersionAddress {
  readonly size: number;
  /** Milliseconds since 1970 by the store's clock. */
  readonly lastModified: number;
  /** Without quotes. */
  readonly etag: string;
}

/**
 * Everything stored below a place, in the order of keys; hidden versions too, where the store tells them. Nothing when there is no such bucket.
 */
export async function* storedVersions(place: ObjectTarget, access: StoreAccess): AsyncGenerator<StoredVersion> {
  try {
    yield* byVersion(place, access);
  } catch (error) {
    if (isRushhourError(error) && error.code === 's3_bucket') return;
    // No such operation, or not allowed: then what is not hidden must do.
    if (!isRushhourError(error) || !(error.code === 's3_request' || error.code === 's3_auth')) throw error;
    yield* byKey(place, access);
  }
}

async function* byVersion({ bucket, prefix }: ObjectTarget, { client, call, retried }: StoreAccess): AsyncGenerator<StoredVersion> {
  let markers: { readonly keyMarker?: string; readonly versionIdMarker?: string } = {};
  do {
    const query = { bucket, prefix: folderPrefix(prefix), ...markers };
    const { versions, nextKeyMarker, nextVersionIdMarker } = await retried(() => client.listVersions(query, call));
    for (const { key, versionId, isLatest, isDeleteMarker, size, lastModified, etag } of versions) {
      if (!isDeleteMarker) yield { bucket, key, ...(!isLatest && { versionId }), size, lastModified, etag };
    }
    markers = {
      ...(nextKeyMarker !== undefined && { keyMarker: nextKeyMarker }),
      ...(nextVersionIdMarker !== undefined && { versionIdMarker: nextVersionIdMarker }),
    };
  } while (markers.keyMarker !== undefined);
}

async function* byKey({ bucket, prefix }: ObjectTarget, { client, call, retried }: StoreAccess): AsyncGenerator<StoredVersion> {
  let continuationToken: string | undefined;
  do {
    const query = { bucket, prefix: folderPrefix(prefix), ...(continuationToken !== undefined && { continuationToken }) };
    const page = await retried(() => client.list(query, call));
    for (const { key, size, lastModified, etag } of page.objects) yield { bucket, key, size, lastModified, etag };
    continuationToken = page.nextToken;
  } while (continuationToken !== undefined);
}
