import type { ObjectAddress, ObjectHead, S3Call, S3Client } from '../client/s3-client.ts';
import type { StoreAccess } from './store-access.ts';
import { readMarks, writeMarks, type ObjectMarks } from './object-marks.ts';

/** The object that says, before the first part is sent, which upload in parts is ours: it outlives the process. */
export interface UploadIntent {
  readonly bucket: string;
  /** Its own key. */
  readonly key: string;
  /** What it says: the key that is uploaded, and the id of the upload, once it is known. */
  readonly marks: ObjectMarks;
  /** When it was written, in milliseconds since 1970 by the store's clock. */
  readonly since: number;
}

/** Stores tell whole seconds, and what is known of their clocks is no better. */
const toleranceMs = 3000;

/** Writes an intent, again when more is known; its version, in a bucket that keeps versions. */
export async function writeIntent(client: S3Client, { bucket, key, marks }: UploadIntent, call: S3Call): Promise<string | undefined> {
  const metadata = writeMarks(marks);
  const { versionId } = await client.put({ bucket, key }, { body: new Uint8Array(), type: 'application/octet-stream', metadata }, call);
  return versionId;
}

/** The intent that an object is; undefined when it announces no upload, and is an object like any other. */
export function intentOf({ bucket, key }: ObjectAddress, head: ObjectHead): UploadIntent | undefined {
  const marks = readMarks(head);
  return marks?.key === undefined ? undefined : { bucket, key, marks, since: head.lastModified };
}

/**
 * Aborts what is open of an upload, then removes its intent.
 *
 * @returns whether the store confirms that nothing is left
 */
export async function settleIntent(intent: UploadIntent, { client, call, retried }: StoreAccess): Promise<boolean> {
  return (await retried(() => abortUploads(client, intent, call))) && retried(() => removeIntent(client, intent, call));
}

/** Without the id of the upload, all of exactly that key are aborted that were begun after the intent was written. */
async function abortUploads(client: S3Client, { bucket, marks, since }: UploadIntent, call: S3Call): Promise<boolean> {
  const { key = '', upload } = marks;
  if (upload !== undefined) return client.abortUpload({ bucket, key, uploadId: upload }, call);
  let isGone = true;
  for (const uploadId of await openUploads(client, { bucket, key, since }, call)) {
    isGone = (await client.abortUpload({ bucket, key, uploadId }, call)) && isGone;
  }
  return isGone;
}

/** Removes an intent, every version of it. */
async function removeIntent(client: S3Client, { bucket, key, marks }: UploadIntent, call: S3Call): Promise<boolean> {
  // It was written once or twice.
  for (let version = 0; version <= 2; version += 1) {
    const head = await client.head({ bucket, key }, call);
    if (head === undefined || readMarks(head)?.run !== marks.run) return true;
    await client.remove({ bucket, key, ...(head.versionId !== undefined && { versionId: head.versionId }) }, call);
  }
  return (await client.head({ bucket, key }, call)) === undefined;
}

async function openUploads(
  client: S3Client,
  { bucket, key, since }: ObjectAddress & { readonly since: number },
  call: S3Call,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let markers: { readonly keyMarker?: string; readonly uploadIdMarker?: string } = {};
  do {
    const { uploads, nextKeyMarker, nextUploadIdMarker } = await client.listUploads({ bucket, prefix: key, ...markers }, call);
    for (const open of uploads) if (open.key === key && open.initiated >= since - toleranceMs) ids.push(open.uploadId);
    markers = {
      ...(nextKeyMarker !== undefined && { keyMarker: nextKeyMarker }),
      ...(nextUploadIdMarker !== undefined && { uploadIdMarker: nextUploadIdMarker }),
    };
  } while (markers.keyMarker !== undefined);
  return ids;
}
