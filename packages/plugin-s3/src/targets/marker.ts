import type { ObjectVersionAddress } from '../client/s3-client.ts';

const versionMark = '?versionId=';

/** What finds an object, or one version of it, again in any run: `s3://bucket/key`, with what is not plain percent-encoded. */
export function markerOf({ bucket, key, versionId }: ObjectVersionAddress): string {
  const path = key.split('/').map(encodeURIComponent).join('/');
  return `s3://${bucket}/${path}${versionId === undefined ? '' : `${versionMark}${encodeURIComponent(versionId)}`}`;
}

/** Reads a marker; undefined when it is not one of ours. */
export function parseMarker(marker: string): ObjectVersionAddress | undefined {
  // Not by `URL`, which would take `..` in a key for a step up.
  const [, bucket, path, versionId] = /^s3:\/\/([^/]+)\/([^?]+)(?:\?versionId=(.+))?$/.exec(marker) ?? [];
  if (bucket === undefined || path === undefined) return undefined;
  try {
    const key = decodeURIComponent(path);
    return { bucket, key, ...(versionId !== undefined && { versionId: decodeURIComponent(versionId) }) };
  } catch {
    return undefined;
  }
}
