import type { S3Settings } from './s3-settings.ts';

/** Where a bucket is asked for. */
export interface BucketAddress {
  readonly origin: string;
  /** Host and port, as the `Host` header has them. */
  readonly host: string;
  /** What goes before `/` and the key; empty when the bucket is part of the host name. */
  readonly path: string;
}

/** Whether a bucket can be part of a host name: wildcard certificates do not cover a name with dots. */
const fitsHost = (bucket: string, endpoint: URL) => endpoint.protocol === 'http:' || !bucket.includes('.');

/** The address of a bucket. */
export function addressOf(settings: Pick<S3Settings, 'endpoint' | 'addressing'>, bucket: string): BucketAddress {
  const endpoint = new URL(settings.endpoint);
  const base = endpoint.pathname.replace(/\/+$/, '');
  if (settings.addressing === 'path' || !fitsHost(bucket, endpoint)) {
    return { origin: endpoint.origin, host: endpoint.host, path: `${base}/${bucket}` };
  }
  const host = `${bucket}.${endpoint.host}`;
  return { origin: `${endpoint.protocol}//${host}`, host, path: base };
}

/** Every origin that requests go to. */
export function originsOf(settings: Pick<S3Settings, 'endpoint' | 'addressing' | 'buckets'>): readonly string[] {
  if (settings.addressing === 'path') return [new URL(settings.endpoint).origin];
  return [...new Set(settings.buckets.map((bucket) => addressOf(settings, bucket).origin))];
}
