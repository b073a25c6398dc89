import { createHmac, createSecretKey, hash, timingSafeEqual, type KeyObject } from 'node:crypto';
import { StoreError } from './store-error.ts';
import type { StoreRequest } from './store-request.ts';
import { decodeUri, encodePath, encodeUri } from './uri-encoding.ts';

const maxSkewMs = 15 * 60 * 1000;
const authorization = /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([\da-f]{64})$/;

/** Who may sign, and for where. */
export interface SignatureCheckOptions {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Throws unless the request is signed by whom it should be. */
export type SignatureCheck = (request: StoreRequest) => void;

/**
 * Checks signatures in the `Authorization` header by
 * {@link https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html | AWS Signature Version 4}. The body is covered by
 * `x-amz-content-sha256`, which the payload is held against when it is read.
 */
export function createSignatureCheck({ accessKeyId, secretAccessKey, region, now }: SignatureCheckOptions): SignatureCheck {
  let keyDay = '';
  let key: KeyObject | undefined;

  /** One key serves for a day. As a `KeyObject` it is signed with four times as fast as from its bytes. */
  const signingKey = (day: string): KeyObject => {
    if (key === undefined || day !== keyDay) {
      const bytes = [day, region, 's3', 'aws4_request'].reduce(hmac, Buffer.from(`AWS4${secretAccessKey}`));
      key = createSecretKey(bytes);
      keyDay = day;
    }
    return key;
  };

  return (request) => {
    const { headers } = request;
    const given = headers.get('authorization');
    if (given === undefined) throw new StoreError('AccessDenied');
    const [, credential = '', signedNames = '', signature = ''] = authorization.exec(given) ?? [];
    const [id, day = '', credentialRegion, service, terminator, ...more] = credential.split('/');
    const isScope = service === 's3' && terminator === 'aws4_request' && more.length === 0;
    if (signature === '' || !isScope) throw new StoreError('AuthorizationHeaderMalformed');
    if (id !== accessKeyId) throw new StoreError('InvalidAccessKeyId', { elements: { AWSAccessKeyId: id ?? '' } });
    if (credentialRegion !== region) {
      const message = `The authorization header is malformed; the region '${credentialRegion}' is wrong; expecting '${region}'`;
      throw new StoreError('AuthorizationHeaderMalformed', { message, elements: { Region: region } });
    }
    const date = headers.get('x-amz-date') ?? '';
    checkTime(date, day, now());
    const payloadHash = headers.get('x-amz-content-sha256');
    if (payloadHash === undefined) {
      throw new StoreError('InvalidRequest', { message: 'Missing required header for this request: x-amz-content-sha256' });
    }
    const names = signedNames.split(';');
    checkNames(names, headers);
    // Node reads header bytes as Latin-1; this gives them back as they came.
    const canonical = canonicalRequest(request, names, payloadHash);
    const text = `AWS4-HMAC-SHA256\n${date}\n${day}/${region}/s3/aws4_request\n${hash('sha256', Buffer.from(canonical, 'latin1'), 'hex')}`;
    if (!timingSafeEqual(hmac(signingKey(day), text), Buffer.from(signature, 'hex'))) {
      throw new StoreError('SignatureDoesNotMatch', {
        elements: { AWSAccessKeyId: id, StringToSign: text, SignatureProvided: signature, CanonicalRequest: canonical },
      });
    }
  };
}

/** The request in one spelling. The path is encoded once and never normalised: S3 is the exception among AWS's services. */
function canonicalRequest({ method, path, query, headers }: StoreRequest, signedNames: readonly string[], payloadHash: string): string {
  const pairs = [...query].map(([name, value]) => [encodeUri(name), encodeUri(value)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = signedNames.map((name) => `${name}:${(headers.get(name) ?? '').trim().replace(/ {2,}/g, ' ')}\n`);
  const search = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  return `${method}\n${encodePath(decodeUri(path))}\n${search}\n${lines.join('')}\n${signedNames.join(';')}\n${payloadHash}`;
}

function checkNames(signed: readonly string[], headers: ReadonlyMap<string, string>): void {
  const unsigned = [...headers.keys()].filter((name) => (name === 'host' || name.startsWith('x-amz-')) && !signed.includes(name));
  if (unsigned.length > 0) {
    const message = 'There were headers present in the request which were not signed';
    throw new StoreError('AccessDenied', { message, elements: { HeadersNotSigned: unsigned.join(', ') } });
  }
}

function checkTime(date: string, day: string, now: number): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (match === null) {
    throw new StoreError('AccessDenied', { message: 'AWS authentication requires a valid Date or x-amz-date header' });
  }
  if (date.slice(0, 8) !== day) throw new StoreError('AuthorizationHeaderMalformed');
  const [year = 0, month = 0, dayOfMonth = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  if (Math.abs(Date.UTC(year, month - 1, dayOfMonth, hour, minute, second) - now) > maxSkewMs) {
    throw new StoreError('RequestTimeTooSkewed', {
      elements: { RequestTime: date, ServerTime: new Date(now).toISOString(), MaxAllowedSkewMilliseconds: String(maxSkewMs) },
    });
  }
}

function hmac(key: Buffer | KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
