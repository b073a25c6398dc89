import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../clock/virtual-clock.ts';
import { openTestStore } from '../../test/open-test-store.ts';

const Bucket = 'office';
const refused = { $metadata: { httpStatusCode: 403 } };

describe('a signature', () => {
  test('of a wrong secret does not match', async () => {
    const { client } = await openTestStore({}, { credentials: { accessKeyId: 'rushhour', secretAccessKey: 'wrong' } });
    const put = client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
    await expect(put).rejects.toMatchObject({ name: 'SignatureDoesNotMatch', ...refused });
  });

  test('of somebody unknown is refused', async () => {
    const { client } = await openTestStore({}, { credentials: { accessKeyId: 'nobody', secretAccessKey: 'rushhour-secret' } });
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({ name: 'InvalidAccessKeyId', ...refused });
  });

  test('must be there', async () => {
    const { store } = await openTestStore();
    const reply = await fetch(`${store.url}/office/a`);
    expect(reply.status).toBe(403);
    expect(await reply.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied.</Message>' +
        `<Resource>/office/a</Resource><RequestId>${reply.headers.get('x-amz-request-id')}</RequestId></Error>`,
    );
  });

  test('is for one region', async () => {
    const { client } = await openTestStore({}, { region: 'eu-west-1', followRegionRedirects: false });
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
      Region: 'us-east-1',
    });
  });

  test('is good for fifteen minutes', async () => {
    const { client } = await openTestStore({ clock: createVirtualClock({ startAt: Date.now() + 16 * 60_000 }) });
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
      ...refused,
    });
    // The SDK has learnt the time from the Date of the refusal.
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test.each(['plain', 'a b+c', 'ü/(1)!*\'"', '%41', 'a//b/./../c', 'q?x=1&y', '~-._'])('covers the key %j', async (Key) => {
    const { store, client } = await openTestStore();
    await client.send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));
    expect(store.objects(Bucket).map(({ key }) => key)).toEqual([Key]);
  });

  test.each([
    ['the path', (request: SignedRequest) => ({ ...request, path: '/office/other' }), 'SignatureDoesNotMatch'],
    ['the query', (request: SignedRequest) => ({ ...request, path: '/office/a?x-id=Other' }), 'SignatureDoesNotMatch'],
    ['a signed header', withHeader('x-amz-meta-run', 'other'), 'SignatureDoesNotMatch'],
    ['a header of Amazon that was not signed', withHeader('x-amz-acl', 'public-read'), 'AccessDenied'],
    ['the body', (request: SignedRequest) => ({ ...request, body: 'other' }), 'XAmzContentSHA256Mismatch'],
  ])('notices a change of %s', async (_what, change, code) => {
    const { store, client } = await openTestStore({}, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const { path, headers, body } = change(await sign(client));
    const { host: _host, ...sent } = headers;
    const reply = await fetch(`${store.url}${path}`, { method: 'PUT', headers: sent, body });
    expect(await reply.text()).toContain(`<Code>${code}</Code>`);
    expect(store.objects(Bucket)).toEqual([]);
  });
});

interface SignedRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

function withHeader(name: string, value: string) {
  return (request: SignedRequest): SignedRequest => ({ ...request, headers: { ...request.headers, [name]: value } });
}

/** What the SDK would send, with the SHA-256 of its body. */
async function sign(client: S3Client): Promise<SignedRequest> {
  const command = new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello', Metadata: { run: 'r1' } });
  let signed: SignedRequest | undefined;
  command.middlewareStack.add(
    () => (args) => {
      const { path, headers } = args.request as SignedRequest;
      signed = { path: `${path}?x-id=PutObject`, headers, body: 'hello' };
      return Promise.reject(new Error('enough'));
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await client.send(command).catch(() => undefined);
  if (signed === undefined) throw new Error('The SDK sent nothing.');
  return signed;
}
