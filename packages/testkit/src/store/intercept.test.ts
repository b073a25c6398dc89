import { once } from 'node:events';
import { connect } from 'node:net';
import { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { openTestStore } from '../../test/open-test-store.ts';

const Bucket = 'office';

test('an interceptor answers instead of the store until it is taken out', async () => {
  const { store, client } = await openTestStore();
  const release = store.intercept(({ operation }) =>
    operation === 'PutObject' ? { status: 503, body: '<Error><Code>SlowDown</Code></Error>' } : undefined,
  );
  const put = () => client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
  await expect(put()).rejects.toMatchObject({ name: 'SlowDown', $metadata: { httpStatusCode: 503 } });
  expect(store.objects(Bucket)).toEqual([]);
  release();
  await put();
  expect(store.objects(Bucket)).toHaveLength(1);
});

test('an interceptor reads the body, and says 200 with errors in it', async () => {
  const { store, client } = await openTestStore();
  let body = '';
  store.intercept(async (request) => {
    body = (await request.body()).toString();
    return { body: '<DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code></Error></DeleteResult>' };
  });
  const { Errors } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }] } }));
  expect(body).toContain('<Key>a</Key>');
  expect(Errors).toEqual([{ Key: 'a', Code: 'AccessDenied' }]);
});

test('an interceptor lets the store work and loses the answer', async () => {
  const { store, client } = await openTestStore();
  store.intercept(async (_request, next) => ({ ...(await next()), fault: 'reset' }));
  await expect(client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }))).rejects.toThrow('socket hang up');
  expect(store.objects(Bucket)).toHaveLength(1);
  expect(store.log).toMatchObject([{ status: 0, aborted: true }]);
});

test('an interceptor cuts a download in the middle', async () => {
  const { store, client } = await openTestStore();
  store.put(Bucket, 'a', { body: '0123456789' });
  store.intercept(async (_request, next) => ({ ...(await next()), fault: 'cut' }));
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
  await expect(Body?.transformToString()).rejects.toThrow('aborted');
  expect(store.log).toMatchObject([{ status: 200, bytesOut: 5, aborted: true }]);
});

test('an interceptor says nothing at all, and an upload stalls', async () => {
  const { store, client } = await openTestStore();
  store.intercept(() => ({ fault: 'never' }));
  const controller = new AbortController();
  const sent = client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }), { abortSignal: controller.signal });
  while (store.log.length === 0) await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  while (!store.log[0]?.aborted) await new Promise((resolve) => setImmediate(resolve));
  expect(store.log).toMatchObject([{ status: 0, bytesIn: 0, aborted: true }]);
});

test('an interceptor answers late, and from another time', async () => {
  const { store, client } = await openTestStore();
  store.put(Bucket, 'a', { body: 'hello' });
  store.intercept(async (_request, next) => {
    const answer = await next();
    return { ...answer, delayMs: 1, headers: { ...answer.headers, date: 'Thu, 01 Jan 1970 00:00:00 GMT' } };
  });
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
  expect(await Body?.transformToString()).toBe('hello');
});

test('the last interceptor goes first', async () => {
  const { store, client } = await openTestStore();
  const order: string[] = [];
  store.intercept(async (_request, next) => {
    order.push('first');
    return next();
  });
  store.intercept(() => {
    order.push('second');
    return undefined;
  });
  await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
  expect(order).toEqual(['second', 'first']);
});

test('an upload that breaks off leaves nothing behind', async () => {
  const { store } = await openTestStore({ checksSignatures: false });
  const socket = connect(store.port, '127.0.0.1');
  socket.write('PUT /office/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello');
  await once(socket, 'connect');
  while (store.log[0]?.bytesIn !== 5) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
  while (!store.log[0].aborted) await new Promise((resolve) => setImmediate(resolve));
  expect(store.log).toMatchObject([{ status: 0, bytesIn: 5, aborted: true }]);
  expect(store.objects('office')).toEqual([]);
});

test('a refused upload does not spoil its connection', async () => {
  const { store } = await openTestStore();
  const socket = connect(store.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (data: string) => {
    text += data;
  });
  const head = 'PUT /office/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n';
  socket.write(head + 'x'.repeat(1_000_000) + head + 'x'.repeat(1_000_000));
  while (store.log.length < 2 || (text.match(/<\/Error>/g) ?? []).length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(store.log).toMatchObject([{ status: 403 }, { status: 403 }]);
  socket.destroy();
});
