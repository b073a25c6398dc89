import { CreateMultipartUploadCommand, DeleteObjectCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import type { BucketWatch } from './bucket-watch.ts';

const ours = { 'rushhour-run': '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'rushhour-expires': '1000' };

/** What others might keep in the folder `team`, by key below it: all but ours, and nobody has said that it may go. */
const objects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'note-h2mje5up-0-1.txt': {},
  'note-h2mje5up-0-2.txt': { 'rushhour-run': ours['rushhour-run'] },
  'note-h2mje5up-0-3.txt': { 'rushhour-expires': '1000' },
  'note-h2mje5up-0-4.txt': { ...ours, 'rushhour-expires': 'NEVER' },
  'note-h2mje5up-0-5.txt': { ...ours, 'rushhour-expires': '1e3' },
  'note-h2mje5up-0-6.txt': { ...ours, 'rushhour-expires': '2026-01-01T00:00:00Z' },
  'note-h2mje5up-0-7.txt': { rushhour_run: ours['rushhour-run'], rushhour_expires: '1000' },
  'note-h2mje5up-0-8.txt': { 'rushhour-runs': ours['rushhour-run'], 'x-rushhour-expires': '1000' },
  'NOTE-H2MJE5UP-0-1.TXT': {},
  '.rushhour/upload-h2mje5up-0-1': {},
  '.rushhour/upload-h2mje5up-0-2': { 'rushhour-key': 'team%2Fnote-h2mje5up-0-1.txt', 'rushhour-upload': 'x' },
  '.rushhour/run-01ARZ3NDEKTSV4RRFFQ69G5FAV': {},
  '.rushhour/state.json': { tool: 'another' },
  'sub/.rushhour/upload-1': {},
};

/** Fills a bucket with what looks like ours, and is not. */
export async function putLookAlikes({ bucket: Bucket, sdk }: BucketWatch, { versioned = false } = {}): Promise<void> {
  for (const [name, Metadata] of Object.entries(objects)) {
    await sdk.send(new PutObjectCommand({ Bucket, Key: `team/${name}`, Body: `theirs: ${name}`, Metadata }));
  }
  // Beside the place, and marked as ours.
  for (const Key of ['team2/note-h2mje5up-0-1.txt', 'tea', 'note.txt']) {
    await sdk.send(new PutObjectCommand({ Bucket, Key, Body: 'beside', Metadata: ours }));
  }
  for (const Key of ['team/video.mp4', 'team/video-h2mje5up-0-1.mp4', 'other/video.mp4']) {
    const { UploadId } = await sdk.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    await sdk.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'a part of theirs' }));
  }
  if (!versioned) return;
  for (const Body of ['first', 'second']) await sdk.send(new PutObjectCommand({ Bucket, Key: 'team/kept.txt', Body }));
  await sdk.send(new PutObjectCommand({ Bucket, Key: 'team/deleted.txt', Body: 'under a marker' }));
  await sdk.send(new DeleteObjectCommand({ Bucket, Key: 'team/deleted.txt' }));
}

/** Puts something else where ours was, and beside it. */
export async function overwrite({ bucket: Bucket, sdk }: BucketWatch, keys: readonly string[]): Promise<void> {
  for (const Key of keys) {
    await sdk.send(new PutObjectCommand({ Bucket, Key, Body: 'theirs now' }));
    await sdk.send(new PutObjectCommand({ Bucket, Key: `${Key}~`, Body: 'a copy of theirs' }));
  }
}
