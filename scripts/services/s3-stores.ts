import { startCeph } from './ceph.ts';
import { startFauxqs } from './fauxqs.ts';
import { startMinio } from './minio.ts';
import { requireService } from './require-service.ts';
import type { S3Service } from './s3-service.ts';

/** What a store does not do as S3 does; `s3-stores.test.ts` tries each. */
export type S3Gap =
  /** Any key and secret will do, or none. */
  | 'signatures'
  /** A wrong `Content-MD5` is taken. */
  | 'md5'
  /** A wrong `x-amz-checksum-*` header is taken. */
  | 'checksum-headers'
  /** An `aws-chunked` body with its checksum in a trailer is refused. */
  | 'trailers'
  /** `If-None-Match: *` overwrites. */
  | 'conditional-put'
  /** A part over 11 MiB is refused. */
  | 'large-parts'
  /** There is no ListParts and no ListMultipartUploads. */
  | 'multipart-listing'
  /** ListMultipartUploads takes its prefix for the whole key. */
  | 'multipart-prefix'
  /** There are no versions. */
  | 'versions';

/** A store that tests can start. */
export interface S3Store {
  readonly name: 'minio' | 'ceph' | 'fauxqs';
  start(): Promise<S3Service>;
  readonly gaps: ReadonlySet<S3Gap>;
}

/**
 * Lists the stores that are here: MinIO and Ceph, and in any case fauxqs of npm. It says on standard error which are missing; in CI that is a failure.
 *
 * @example
 * ```ts
 * describe.each(s3Stores())('on $name', ({ start, gaps }) => {
 *   test('versions are listed', async ({ skip }) => {
 *     skip(gaps.has('versions'), 'it has no versions');
 *   });
 * });
 * ```
 * @throws Error in CI (`CI` is set), when MinIO or Ceph is missing.
 */
export function s3Stores(): readonly S3Store[] {
  const stores: S3Store[] = [];
  if (requireService('minio') !== undefined) stores.push({ name: 'minio', start: startMinio, gaps: new Set(['multipart-prefix']) });
  if (requireService('ceph') !== undefined)
    stores.push({ name: 'ceph', start: startCeph, gaps: new Set(['checksum-headers', 'trailers']) });
  const gaps = ['signatures', 'md5', 'checksum-headers', 'conditional-put', 'large-parts', 'multipart-listing', 'versions'] as const;
  return [...stores, { name: 'fauxqs', start: startFauxqs, gaps: new Set(gaps) }];
}
