import { createVirtualClock, createMemoryTelemetry, type StoreAnswer } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { openClient } from '../../test/open-client.ts';
import { openStore } from '../../test/open-store.ts';

const bucket = 'office';
const type = 'text/plain';
const body = Buffer.from('hello');

const error = (status: number, code: string): StoreAnswer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>because &#39;so&#39;</Message></Error>`,
});

describe('what a store says', () => {
  test.each([
    [403, 'AccessDenied', 's3_auth'],
    [403, 'InvalidAccessKeyId', 's3_auth'],
    [403, 'SignatureDoesNotMatch', 's3_auth'],
    [400, 'ExpiredToken', 's3_auth'],
    [404, 'NoSuchBucket', 's3_bucket'],
    [404, 'NoSuchKey', 's3_key'],
    [503, 'SlowDown', 's3_throttled'],
    [429, 'TooManyRequests', 's3_throttled'],
    [400, 'BadDigest', 's3_checksum'],
    [400, 'XAmzContentChecksumMismatch', 's3_checksum'],
    [400, 'InvalidDigest', 's3_checksum'],
    [500, 'InternalError', 's3_server'],
    [400, 'EntityTooLarge', 's3_request'],
  ])('as %d %s is %s, told with its code and message', async (status, code, kind) => {
    const store = await openStore();
    store.intercept(() => error(status, code));
    const { s3, call } = openClient(store);
    const message = `GetObject of "office/a" was answered "${code}" (status ${status}): because 'so'`;
    await expect(s3.get({ bucket, key: 'a' }, {}, call)).rejects.toMatchObject({ code: kind, type: kind, message });
  });

  test.each([
    [401, 's3_auth'],
    [404, 's3_key'],
    [503, 's3_throttled'],
    [502, 's3_server'],
    [418, 's3_request'],
  ])('without a document is told by its status %d: %s', async (status, code) => {
    const store = await openStore();
    store.intercept(() => ({ status, headers: { 'content-type': 'text/html' }, body: '<h1>Sorry' }));
    const { s3, call } = openClient(store);
    await expect(s3.put({ bucket, key: 'a' }, { body, type }, call)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`status "${status}"`),
    });
  });

  test('that is no store is told as the network says', async () => {
    const store = await openStore();
    const { s3, call } = openClient({ ...store, url: 'http://127.0.0.1:1' });
    await expect(s3.list({ bucket }, call)).rejects.toMatchObject({ code: 'connection_refused' });
    const lost = openClient({ ...store, url: 'http://store.invalid' });
    await expect(lost.s3.list({ bucket }, lost.call)).rejects.toMatchObject({ code: 'dns_error' });
  });

  test('holds no secret of ours, whatever it repeats', async () => {
    const store = await openStore();
    const { s3, call } = openClient(store);
    const refused = await s3.list({ bucket }, { ...call, badCredentials: true }).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 's3_auth' });
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toMatch(/rushhour-secret|wrong on purpose|Signature=[0-9a-f]/);
  });
});

describe('an object', () => {
  test('comes as it is stored: neither decoded, nor asked for with a condition', async () => {
    const store = await openStore();
    store.put(bucket, 'a', { body: 'not gzip' });
    const seen: unknown[] = [];
    store.intercept(async ({ headers }, next) => {
      seen.push(headers.get('if-none-match'), headers.get('if-modified-since'));
      const answer = await next();
      return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip,aws-chunked' } };
    });
    const { s3, call } = openClient(store);
    for (let time = 0; time < 2; time += 1) {
      let text = '';
      await s3.get({ bucket, key: 'a' }, { sink: (chunk) => void (text += Buffer.from(chunk).toString()) }, call);
      expect(text).toBe('not gzip');
      await s3.get({ bucket, key: 'a' }, {}, call);
    }
    expect(seen.filter((header) => header !== undefined)).toEqual([]);
  });

  test('carries a CRC-32 unless the store is too old for it', async () => {
    const store = await openStore();
    const sums: unknown[] = [];
    store.intercept(({ headers }) => void sums.push(headers.get('x-amz-checksum-crc32')));
    const supported = openClient(store);
    await supported.s3.put({ bucket, key: 'a' }, { body, type }, supported.call);
    const required = openClient(store, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    await required.s3.put({ bucket, key: 'a' }, { body, type }, required.call);
    expect(sums).toEqual(['NhCmhg==', undefined]);
  });

  test.each(['a/../b', '.', './a', 'a/..'])('cannot have the key "%s", which no URL can hold', async (key) => {
    const store = await openStore();
    const { s3, call } = openClient(store);
    await expect(s3.put({ bucket, key }, { body, type }, call)).rejects.toMatchObject({ code: 'target_invalid' });
  });

  test('cannot have metadata that stores read differently', async () => {
    const store = await openStore();
    const { s3, call } = openClient(store);
    await expect(s3.put({ bucket, key: 'a' }, { body, type, metadata: { owner: 'Jürgen' } }, call)).rejects.toMatchObject({
      code: 'params_invalid',
    });
    await expect(s3.put({ bucket, key: 'a' }, { body, type, metadata: { owner: 'a\r\nb: c' } }, call)).rejects.toMatchObject({
      code: 'params_invalid',
    });
  });
});

describe('many objects that are removed', () => {
  const objects = [{ key: 'a' }, { key: 'b' }, { key: 'c' }];

  test('are told one by one: those the store did not remove with its reason', async () => {
    const store = await openStore();
    store.intercept(({ operation }) =>
      operation === 'DeleteObjects'
        ? {
            body:
              '<DeleteResult><Deleted><Key>a</Key></Deleted>' +
              '<Error><Key>b</Key><Code>AccessDenied</Code><Message>locked</Message></Error></DeleteResult>',
          }
        : undefined,
    );
    store.put(bucket, 'c');
    const { s3, call } = openClient(store);
    expect(await s3.removeMany(bucket, objects, call)).toEqual([
      { key: 'a' },
      { key: 'b', error: { code: 'AccessDenied', message: 'locked' } },
      { key: 'c' },
    ]);
    // What the store did not mention was removed on its own.
    expect(store.objects(bucket)).toEqual([]);
  });

  test.each([
    [400, 'MissingContentMD5'],
    [501, 'NotImplemented'],
    [405, 'MethodNotAllowed'],
  ])('are removed one by one where the store says %d %s, and it is not asked again', async (status, code) => {
    const store = await openStore();
    let asked = 0;
    store.intercept(({ operation }) => {
      if (operation !== 'DeleteObjects') return undefined;
      asked += 1;
      return error(status, code);
    });
    for (const { key } of objects) store.put(bucket, key);
    const { s3, call } = openClient(store);
    expect(await s3.removeMany(bucket, objects, call)).toEqual(objects);
    expect(await s3.removeMany(bucket, objects, call)).toEqual(objects);
    expect(store.objects(bucket)).toEqual([]);
    expect(asked).toBe(1);
  });

  test('are up to 1000 at a time', async () => {
    const store = await openStore();
    const { s3, call } = openClient(store);
    const many = Array.from({ length: 1001 }, (_, index) => ({ key: `k${index}` }));
    for (const { key } of many) store.put(bucket, key);
    await expect(s3.removeMany(bucket, many, call)).rejects.toMatchObject({ code: 'params_invalid' });
    expect(await s3.removeMany(bucket, many.slice(0, 1000), call)).toHaveLength(1000);
    expect(store.objects(bucket)).toMatchObject([{ key: 'k1000' }]);
  });

  test('leave their versions where the bucket keeps them, until those are named', async () => {
    const store = await openStore({ buckets: [{ name: bucket, versioned: true }] });
    const { s3, call } = openClient(store);
    const first = await s3.put({ bucket, key: 'a' }, { body, type }, call);
    const removed = await s3.remove({ bucket, key: 'a' }, call);
    expect(removed).toEqual({ deleteMarker: true, versionId: expect.any(String) });
    expect(await s3.head({ bucket, key: 'a' }, call)).toBeUndefined();
    const { versions } = await s3.listVersions({ bucket }, call);
    expect(versions).toMatchObject([
      { key: 'a', versionId: first.versionId, isDeleteMarker: false, isLatest: false, size: 5 },
      { key: 'a', versionId: removed.versionId, isDeleteMarker: true, isLatest: true },
    ]);
    expect(await s3.head({ bucket, key: 'a', versionId: removed.versionId ?? '' }, call)).toBeUndefined();
    await s3.removeMany(bucket, versions, call);
    expect((await s3.listVersions({ bucket }, call)).versions).toEqual([]);
  });
});

test('a clock that is wrong by hours is found out and put right, once', async () => {
  const clock = createVirtualClock({ startAt: Date.now() + 5 * 3_600_000 });
  const store = await openStore();
  const { s3, call } = openClient(store, {}, clock);
  expect(s3.clockOffsetMs).toBe(0);
  expect(await s3.head({ bucket, key: 'a' }, call)).toBeUndefined();
  expect(Math.abs(s3.clockOffsetMs + 5 * 3_600_000)).toBeLessThan(60_000);
  await s3.put({ bucket, key: 'a' }, { body, type }, call);
  expect(store.log.map(({ status }) => status)).toEqual([403, 404, 200]);
});

test('each operation is a client span, without secrets', async () => {
  const store = await openStore();
  const { s3, call } = openClient(store);
  const telemetry = createMemoryTelemetry();
  const tracer = telemetry.tracerProvider.getTracer('test');
  const traced = { ...call, startSpan: (name: string, attributes = {}) => tracer.startSpan(name, { attributes }) };
  await s3.put({ bucket, key: 'a/b' }, { body, type }, traced);
  await s3.get({ bucket, key: 'none' }, {}, traced).catch(() => undefined);
  expect(telemetry.spans).toMatchObject([
    {
      name: 'S3/PutObject',
      attributes: {
        'rpc.system': 'aws-api',
        'rpc.service': 'S3',
        'rpc.method': 'PutObject',
        'aws.s3.bucket': 'office',
        'aws.s3.key': 'a/b',
        'server.address': '127.0.0.1',
        'server.port': store.port,
        'http.response.status_code': 200,
      },
    },
    { name: 'S3/GetObject', attributes: { 'error.type': 's3_key', 'http.response.status_code': 404 } },
  ]);
  expect(telemetry.spans[0]?.attributes).not.toHaveProperty('error.type');
  expect(JSON.stringify(telemetry.spans)).not.toMatch(/rushhour-secret|Signature|Credential/);
});
