import type { HttpHead, HttpReply } from '@rushhour/core';
import type { AwsIdentity } from '../config/aws-identity.ts';
import { addressOf, type BucketAddress } from '../config/bucket-address.ts';
import type { S3Settings } from '../config/s3-settings.ts';
import { createErrorText } from './error-text.ts';
import { encodeKey, encodeQuery } from './object-url.ts';
import { createRequestSigner } from './request-signer.ts';
import type { S3Call } from './s3-client.ts';
import type { StoreClock } from './store-clock.ts';
import { readFailure, storeError } from './store-error.ts';
import type { SendToStore, StoreRequest } from './store-request.ts';
import { beginStoreSpan, endStoreSpan, failStoreSpan } from './store-spans.ts';

/** What requests are signed with, and where they go. */
export interface StoreAccess {
  readonly settings: Pick<S3Settings, 'endpoint' | 'addressing' | 'region'>;
  readonly clock: StoreClock;
  /** The credentials, at once where they are at hand. */
  readonly identityFor: (call: S3Call) => AwsIdentity | Promise<AwsIdentity>;
}

/** SHA-256 of nothing. */
const hashOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** How far clocks may be apart before it is worth a second try: stores refuse requests signed more than 15 minutes away from their time. */
const skewMs = 5 * 60_000;

/** Makes what signs and sends requests through the session of a call. */
export function createSendToStore({ settings, clock, identityFor }: StoreAccess): SendToStore {
  const sign = createRequestSigner(settings.region);
  const addresses = new Map<string, BucketAddress>();
  const addressFor = (bucket: string) => {
    const known = addresses.get(bucket);
    if (known !== undefined) return known;
    const made = addressOf(settings, bucket);
    addresses.set(bucket, made);
    return made;
  };

  const attempt = async (request: StoreRequest, call: S3Call, { origin, host, path: base }: BucketAddress): Promise<Attempt> => {
    const { method, key, query = {}, body, sink, limits, payloadHash = hashOfNothing } = request;
    const path = key === undefined ? base || '/' : `${base}/${encodeKey(key)}`;
    const text = encodeQuery(query);
    const identity = identityFor(call);
    const signedAt = clock.now();
    const signed = await sign(
      { method, host, path, query, headers: { ...request.headers, 'x-amz-content-sha256': payloadHash } },
      identity instanceof Promise ? await identity : identity,
      signedAt,
    );
    const errorText = sink === undefined ? undefined : createErrorText();
    const reply = await call.http.send({
      url: `${origin}${path}${text === '' ? '' : `?${text}`}`,
      method,
      // Objects are taken as they are stored: not compressed for the way, and not decoded.
      headers: { ...signed, accept: '*/*', 'accept-encoding': 'identity' },
      decode: false,
      redirect: false,
      keep: sink === undefined,
      ...(sink !== undefined &&
        errorText !== undefined && {
          sink: (chunk: Uint8Array, status: number, head: HttpHead) => (status < 300 ? sink(chunk, status, head) : errorText.push(chunk)),
        }),
      ...(body && { body }),
      ...(limits && { limits }),
      ...(call.signal && { signal: call.signal }),
    });
    clock.note(reply.header('date'));
    return { reply, signedAt, errorText: () => errorText?.text() ?? reply.text() };
  };

  return async (request, call) => {
    const { operation, bucket, key, accepts, query } = request;
    const address = addressFor(bucket);
    const span = beginStoreSpan(call, { operation, bucket, key, address, region: settings.region, uploadId: query?.['uploadId'] });
    let status: number | undefined;
    try {
      let answer = await attempt(request, call, address);
      if (isSkewed(answer, clock)) answer = await attempt(request, call, address);
      const { reply, errorText } = answer;
      status = reply.status;
      if ((status < 200 || status > 299) && accepts?.includes(status) !== true) {
        throw storeError({ operation, status, ...readFailure(errorText()), bucket, key });
      }
      endStoreSpan(span, status, reply.header('x-amz-request-id'));
      return reply;
    } catch (error) {
      failStoreSpan(span, error, status);
      throw error;
    }
  };
}

interface Attempt {
  readonly reply: HttpReply;
  readonly signedAt: Date;
  readonly errorText: () => string;
}

/** Whether it was refused because our clock is wrong: answers to HEAD tell by their `Date` alone. */
function isSkewed({ reply, signedAt, errorText }: Attempt, clock: StoreClock): boolean {
  if (reply.status !== 403 && reply.status !== 400) return false;
  return Math.abs(clock.now().getTime() - signedAt.getTime()) > skewMs || readFailure(errorText()).code === 'RequestTimeTooSkewed';
}
