import { RushhourError, type ErrorCode } from '@rushhour/core';
import { parseXml, textOf } from './xml.ts';

/** What a store said went wrong. */
export interface StoreFailure {
  readonly operation: string;
  readonly status: number;
  /** The store's own code, such as `NoSuchKey`; absent where it said none. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly bucket: string;
  readonly key?: string | undefined;
}

/** Codes of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, and of MinIO and Ceph where theirs differ. */
const classes: Readonly<Record<string, ErrorCode>> = {
  AccessDenied: 's3_auth',
  AccountProblem: 's3_auth',
  AllAccessDisabled: 's3_auth',
  AuthorizationHeaderMalformed: 's3_auth',
  ExpiredToken: 's3_auth',
  InvalidAccessKeyId: 's3_auth',
  InvalidToken: 's3_auth',
  RequestTimeTooSkewed: 's3_auth',
  SignatureDoesNotMatch: 's3_auth',
  NoSuchBucket: 's3_bucket',
  NoSuchKey: 's3_key',
  NoSuchVersion: 's3_key',
  SlowDown: 's3_throttled',
  SlowDownRead: 's3_throttled',
  SlowDownWrite: 's3_throttled',
  RequestLimitExceeded: 's3_throttled',
  ServiceUnavailable: 's3_throttled',
  TooManyRequests: 's3_throttled',
  BadDigest: 's3_checksum',
  InvalidDigest: 's3_checksum',
  XAmzContentChecksumMismatch: 's3_checksum',
  XAmzContentSHA256Mismatch: 's3_checksum',
  // Though its status is 501.
  NotImplemented: 's3_request',
};

function classOf({ status, code, key }: StoreFailure): ErrorCode {
  if (code !== undefined && Object.hasOwn(classes, code)) return classes[code] ?? 's3_request';
  if (status === 401 || status === 403) return 's3_auth';
  if (status === 429 || status === 503) return 's3_throttled';
  if (status >= 500) return 's3_server';
  if (status === 404 && code === undefined) return key === undefined ? 's3_bucket' : 's3_key';
  return 's3_request';
}

/** What was sent to prove who we are, where a store or a proxy on the way repeats it. */
const proofs = /(signature|security-token|authorization)(["']?\s*[=:]\s*["']?)[^\s"'<>&,;]+/gi;

/** What of a text of the store may be shown: one line, not endless, and no secret. */
const oneLine = (text: string) =>
  text
    .replace(/[\s\u0000-\u001f]+/g, ' ')
    .trim()
    .replace(proofs, '$1$2REDACTED')
    .slice(0, 300);

/** The code and message of an error document; both undefined for anything else. */
export function readFailure(body: string): Pick<StoreFailure, 'code' | 'message'> {
  const document = body.includes('<') ? parseXml(body) : undefined;
  const said = (name: string) => {
    const text = document === undefined ? '' : oneLine(textOf(document, name) ?? '');
    return text === '' ? undefined : text;
  };
  return { code: said('Code'), message: said('Message') };
}

/** The error of what a store said, in the words of the catalogue. */
export function storeError(failure: StoreFailure, cause?: unknown): RushhourError {
  const { operation, status, code, message, bucket, key } = failure;
  const place = key === undefined ? bucket : `${bucket}/${key}`;
  const said =
    code === undefined ? `status "${status}"` : `"${code}" (status ${status})${message === undefined ? '' : `: ${oneLine(message)}`}`;
  return new RushhourError(classOf(failure), { message: `${operation} of "${oneLine(place)}" was answered ${said}`, cause });
}
