import { createRandom } from '@rushhour/core';
import type { LoopbackStore, StoreLogEntry } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { bytesOf, contentOf, openClient } from '../../test/open-client.ts';
import { openStore } from '../../test/open-store.ts';
import { partFeed } from './part-feed.ts';
import type { LargeUploadOptions } from './s3-client.ts';

const bucket = 'office';
const type = 'text/plain';
const partSize = 5 * 2 ** 20;
const size = 6 * partSize;
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

const of = (store: LoopbackStore, operation: string): readonly StoreLogEntry[] => store.log.filter((line) => line.operation === operation);

const until = async (isSo: () => boolean) => {
  while (!isSo()) await nextTurn();
};

/** How an upload ended: what its options were told. */
function watch(): LargeUploadOptions & { readonly ids: string[]; readonly aborted: boolean[] } {
  const ids: string[] = [];
  const aborted: boolean[] = [];
  return {
    partSize,
    concurrency: 4,
    ids,
    aborted,
    onUploadId: (id) => void ids.push(id),
    onAborted: (isGone) => aborted.push(isGone),
  };
}

describe('a large upload that is cut', () => {
  test('has nothing on the wire and nothing left in the store when its promise rejects (A1)', async () => {
    const store = await openStore();
    store.intercept(({ operation }) => (operation === 'UploadPart' ? { fault: 'never' } : undefined));
    const { s3, call } = openClient(store);
    const controller = new AbortController();
    const told = watch();
    const upload = s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(size), type }, told, { ...call, signal: controller.signal });
    const settled = upload.catch((thrown: unknown) => thrown);
    await until(() => of(store, 'UploadPart').length === 4);
    controller.abort(new Error('stop now'));
    expect(await settled).toMatchObject({ message: 'stop now' });
    expect(told.aborted).toEqual([true]);
    expect(store.uploads(bucket)).toEqual([]);
    expect(store.objects(bucket)).toEqual([]);
    expect(of(store, 'UploadPart')).toHaveLength(4);
    expect(of(store, 'AbortMultipartUpload')).toMatchObject([{ status: 204, aborted: false }]);
  });

  test('by the engine is aborted through a session that is not cut', async () => {
    const store = await openStore();
    store.intercept(({ operation }) => (operation === 'UploadPart' ? { fault: 'never' } : undefined));
    const { s3, call, transport } = openClient(store);
    const user = transport.session({ id: 'cut', random: createRandom('cut') });
    const told = watch();
    const upload = s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(size), type }, told, { http: user, rescue: call.http });
    const settled = upload.catch((thrown: unknown) => thrown);
    await until(() => of(store, 'UploadPart').length === 4);
    user.cancel(new Error('the end of the run'));
    user.close();
    expect(await settled).toMatchObject({ message: 'the end of the run' });
    expect(told.aborted).toEqual([true]);
    expect(store.uploads(bucket)).toEqual([]);
  });

  test('before it began was never begun', async () => {
    const store = await openStore();
    const { s3, call } = openClient(store);
    const told = watch();
    const upload = s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(size), type }, told, {
      ...call,
      signal: AbortSignal.abort(new Error('no')),
    });
    await expect(upload).rejects.toThrow('no');
    expect(store.log).toEqual([]);
    expect(told.aborted).toEqual([]);
  });

  test('while it is no larger than a part leaves it open whether the object is there (A2)', async () => {
    const store = await openStore();
    store.intercept(async (_request, next) => ({ ...(await next()), fault: 'never' }));
    const { s3, call } = openClient(store);
    const controller = new AbortController();
    const told = watch();
    const upload = s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(1000), type }, told, { ...call, signal: controller.signal });
    const settled = upload.catch((thrown: unknown) => thrown);
    await until(() => store.objects(bucket).length === 1);
    controller.abort(new Error('stop now'));
    expect(await settled).toMatchObject({ message: 'stop now' });
    expect(told.aborted).toEqual([false]);
  });

  test('leaves another one alone, whose signal is the same (A3)', async () => {
    const store = await openStore();
    store.intercept(({ operation, key }) => (operation === 'UploadPart' && key !== 'c' ? { fault: 'never' } : undefined));
    const { s3, call } = openClient(store);
    const controller = new AbortController();
    const told = { a: watch(), b: watch() };
    const both = { ...call, signal: controller.signal };
    const uploads = Promise.allSettled([
      s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(size), type }, told.a, both),
      s3.uploadLarge({ bucket, key: 'b' }, { body: contentOf(size), type }, told.b, both),
    ]);
    const third = s3.uploadLarge({ bucket, key: 'c' }, { body: contentOf(size), type }, watch(), call);
    await until(() => of(store, 'UploadPart').length >= 8);
    controller.abort(new Error('stop now'));
    await uploads;
    expect([told.a.aborted, told.b.aborted]).toEqual([[true], [true]]);
    await third;
    expect(store.uploads(bucket)).toEqual([]);
    expect(store.objects(bucket)).toMatchObject([{ key: 'c', size }]);
  });
});

test('an abort is sent again while a part that was on its way comes in, and is not taken as done when one stays', async () => {
  const store = await openStore();
  store.intercept(({ operation }) =>
    operation === 'ListParts' ? { body: '<ListPartsResult><Part><PartNumber>1</PartNumber></Part></ListPartsResult>' } : undefined,
  );
  const { s3, call } = openClient(store);
  expect(await s3.abortUpload({ bucket, key: 'a', uploadId: 'there' }, call)).toBe(false);
  expect(of(store, 'AbortMultipartUpload')).toHaveLength(3);
});

test('an upload that is gone already is aborted', async () => {
  const store = await openStore();
  const { s3, call } = openClient(store);
  expect(await s3.abortUpload({ bucket, key: 'a', uploadId: 'gone' }, call)).toBe(true);
  await expect(s3.abortUpload({ bucket: 'none', key: 'a', uploadId: 'gone' }, call)).rejects.toMatchObject({ code: 's3_bucket' });
});

describe('a large upload that fails', () => {
  test('in one part sends no more parts, and cuts those under way (A4)', async () => {
    const store = await openStore();
    store.intercept(({ operation, query }) => {
      if (operation !== 'UploadPart') return undefined;
      return query.get('partNumber') === '2' ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' } : { fault: 'never' };
    });
    const { s3, call } = openClient(store);
    const told = watch();
    const upload = s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(20 * partSize), type }, told, call);
    await expect(upload).rejects.toMatchObject({
      code: 's3_auth',
      message: expect.stringContaining('UploadPart of "office/a" was answered "AccessDenied"'),
    });
    expect(of(store, 'UploadPart').length).toBeLessThanOrEqual(4);
    expect(store.uploads(bucket)).toEqual([]);
    expect(told.aborted).toEqual([true]);
  });

  test.each([
    ['shorter', -1],
    ['longer', 1],
  ])('because its content is %s than announced leaves nothing behind (A5)', async (_, difference) => {
    const store = await openStore();
    const { s3, call } = openClient(store);
    const told = watch();
    const body = { ...contentOf(size), stream: () => contentOf(size + difference).stream() };
    await expect(s3.uploadLarge({ bucket, key: 'a' }, { body, type }, told, call)).rejects.toMatchObject({ code: 'body_size_mismatch' });
    expect(store.uploads(bucket)).toEqual([]);
    expect(store.objects(bucket)).toEqual([]);
    expect(told.aborted).toEqual([true]);
  });

  test('to be completed, without an answer, leaves it open whether the object is there', async () => {
    const store = await openStore();
    store.intercept(async ({ operation }, next) =>
      operation === 'CompleteMultipartUpload' ? { ...(await next()), fault: 'reset' } : undefined,
    );
    const { s3, call } = openClient(store, { maxAttempts: 1 });
    const told = watch();
    await expect(s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(size), type }, told, call)).rejects.toMatchObject({
      code: 'connection_reset',
    });
    expect(store.objects(bucket)).toHaveLength(1);
    expect(told.aborted).toEqual([false]);
  });

  test('to be begun, without an answer, says that it may have been', async () => {
    const store = await openStore();
    store.intercept(async ({ operation }, next) =>
      operation === 'CreateMultipartUpload' ? { ...(await next()), fault: 'reset' } : undefined,
    );
    const { s3, call } = openClient(store, { maxAttempts: 1 });
    const told = watch();
    await expect(s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(size), type }, told, call)).rejects.toMatchObject({
      code: 'connection_reset',
    });
    expect(told.ids).toEqual([]);
    expect(told.aborted).toEqual([false]);
  });

  test('because its id cannot be put on record sends no part', async () => {
    const store = await openStore();
    const { s3, call } = openClient(store);
    const told = { ...watch(), onUploadId: () => Promise.reject(new Error('the ledger is full')) };
    await expect(s3.uploadLarge({ bucket, key: 'a' }, { body: contentOf(size), type }, told, call)).rejects.toThrow('the ledger is full');
    expect(of(store, 'UploadPart')).toEqual([]);
    expect(store.uploads(bucket)).toEqual([]);
    expect(told.aborted).toEqual([true]);
  });
});

test('a part whose connection is reset is sent once more, and the object is right', async () => {
  const store = await openStore();
  let resets = 0;
  store.intercept(({ operation, query }) => {
    if (operation !== 'UploadPart' || query.get('partNumber') !== '3' || resets > 0) return undefined;
    resets += 1;
    return { fault: 'reset' };
  });
  const { s3, call } = openClient(store);
  const content = contentOf(size);
  await s3.uploadLarge({ bucket, key: 'a' }, { body: content, type }, watch(), call);
  expect(resets).toBe(1);
  const [object] = store.objects(bucket);
  expect(object?.body().equals(await bytesOf(content))).toBe(true);
});

test.each([partSize - 1, partSize, partSize + 1, 2 * partSize, 2 * partSize + 1, 1])(
  'an object of %d bytes is stored byte for byte',
  async (bytes) => {
    const store = await openStore();
    const { s3, call } = openClient(store);
    const content = contentOf(bytes);
    await s3.uploadLarge({ bucket, key: 'a' }, { body: content, type }, watch(), call);
    expect(
      store
        .objects(bucket)[0]
        ?.body()
        .equals(await bytesOf(content)),
    ).toBe(true);
  },
);

test('content is never read ahead of the parts that are sent, and no more of them are held than asked (A6)', async () => {
  const pulled: number[] = [];
  const content = {
    ...contentOf(1000),
    async *stream() {
      for (let at = 0; at < 1000; at += 10) {
        pulled.push(at);
        yield Buffer.alloc(10, 'x');
      }
    },
  };
  const reader = partFeed(content, 100).getReader();
  expect((await reader.read()).value).toHaveLength(1);
  const first = (await reader.read()).value;
  expect(first).toHaveLength(100);
  expect(pulled).toHaveLength(11);
  const second = (await reader.read()).value;
  // The array is the same: whoever reads it has copied it by then.
  expect(second?.buffer).toBe(first?.buffer);
  await reader.cancel();
});
