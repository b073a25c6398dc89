import { RushhourError } from '@rushhour/core';
import type { S3Settings } from '../config/s3-settings.ts';
import { controlKind } from '../created/control-keys.ts';
import { bucketNameFault } from './bucket-name.ts';

/** Where the target of an instruction leads: a bucket, and a folder in it. */
export interface ObjectTarget {
  readonly bucket: string;
  /** As people read it, without a slash at its ends; empty for the whole bucket. */
  readonly prefix: string;
}

/** What is read of the configuration to understand a target. */
export type TargetSettings = Pick<S3Settings, 'endpoint' | 'addressing' | 'buckets'>;

/**
 * Reads a target: `s3://bucket/prefix`, `http(s)://endpoint/bucket/prefix`, or `http(s)://bucket.endpoint/prefix`. What is percent-encoded is
 * part of the key.
 *
 * @throws RushhourError `target_invalid`
 */
export function parseObjectTarget(url: URL, settings: TargetSettings): ObjectTarget {
  if (url.search !== '') throw invalid(url, 'has a query', 'Write `%3F` for a question mark in a key.');
  if (url.hash !== '') throw invalid(url, 'has a fragment', 'Write `%23` for a number sign in a key.');
  const { bucket, path } = split(url, settings);
  const fault = bucketNameFault(bucket);
  if (fault !== undefined) throw invalid(url, `names the bucket "${bucket}", which ${fault}`, 'See the rules for names of buckets.');
  if (settings.addressing === 'virtual' && !settings.buckets.includes(bucket)) {
    throw invalid(
      url,
      `names the bucket "${bucket}", which the plugin was not told of`,
      'Add it to `buckets`: with virtual hosts each is an origin.',
    );
  }
  const prefix = decode(url, path).replace(/\/$/, '');
  if (controlKind(prefix) !== undefined) {
    throw invalid(url, 'lies in the folder ".rushhour", which rushhour keeps for itself', 'Choose another folder.');
  }
  return { bucket, prefix };
}

/** Whether a target leads to a bucket there may be: cut before a name in braces it may not, and data may name anything. */
export function namesBucket(url: URL, settings: TargetSettings): boolean {
  try {
    parseObjectTarget(url, settings);
    return true;
  } catch {
    return false;
  }
}

/** The bucket, and the rest of the path without its first slash, as written. */
function split(url: URL, { endpoint }: TargetSettings): { readonly bucket: string; readonly path: string } {
  if (url.protocol === 's3:') return { bucket: url.host, path: url.pathname.slice(1) };
  const { protocol, host, pathname } = new URL(endpoint);
  const root = pathname.replace(/\/$/, '');
  if (url.protocol === protocol && `${url.pathname}/`.startsWith(`${root}/`)) {
    const path = url.pathname.slice(root.length + 1);
    if (url.host.endsWith(`.${host}`)) return { bucket: url.host.slice(0, -host.length - 1), path };
    if (url.host === host) {
      const [bucket = ''] = path.split('/', 1);
      return { bucket: decode(url, bucket), path: path.slice(bucket.length + 1) };
    }
  }
  throw invalid(url, `does not lie on the store at "${endpoint}"`, 'Write `s3://bucket/prefix`.');
}

function decode(url: URL, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(url, 'is not percent-encoded UTF-8', 'Write `%25` for a per cent sign.');
  }
}

function invalid({ href }: URL, reason: string, hint: string): RushhourError {
  return new RushhourError('target_invalid', { message: `The target "${href}" ${reason}.`, hint });
}
