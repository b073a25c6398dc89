import { Readable } from 'node:stream';
import { systemClock } from '@rushhour/core';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../clock/virtual-clock.ts';
import { routes, type SiteRoutes } from '../site/routes.ts';
import { testFile } from '../site/test-file.ts';
import { MemoryDispatcher } from './memory-dispatcher.ts';
import type { MemoryRequestLine } from './memory-request.ts';

function createWire(table: SiteRoutes) {
  const log: MemoryRequestLine[] = [];
  const wire = { respond: routes(table), log, clock: () => systemClock };
  return { log, dispatcher: new MemoryDispatcher('https://shop.test', wire) };
}

describe('memory dispatcher', () => {
  test('answers an undici request in memory', async () => {
    const { dispatcher, log } = createWire({
      'GET /a': ({ url, headers }) => ({ headers: { 'set-cookie': ['a=1', 'b=2'] }, body: `${url.href} ${headers['x-test']}` }),
    });
    const { statusCode, headers, body } = await dispatcher.request({
      origin: 'https://shop.test',
      path: '/a?b=c',
      method: 'GET',
      headers: { 'X-Test': 'yes' },
    });
    expect(statusCode).toBe(200);
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(await body.text()).toBe('https://shop.test/a?b=c yes');
    expect(log).toMatchObject([
      { method: 'GET', origin: 'https://shop.test', url: '/a?b=c', status: 200, bodyBytes: 27, aborted: false, underWay: false },
    ]);
  });

  test('takes bodies of every kind, and counts them', async () => {
    const { dispatcher, log } = createWire({ 'POST /': ({ body }) => ({ body }) });
    const send = async (body: string | Uint8Array | Readable) => {
      const reply = await dispatcher.request({ origin: 'https://shop.test', path: '/', method: 'POST', body });
      return reply.body.text();
    };
    expect(await send('text')).toBe('text');
    expect(await send(Buffer.from('bytes'))).toBe('bytes');
    expect(await send(Readable.from(['a ', 'stream']))).toBe('a stream');
    expect(log.map(({ requestBytes }) => requestBytes)).toEqual([4, 5, 8]);
  });

  test('refuses a body that is not as long as was announced', async () => {
    const { dispatcher } = createWire({ 'POST /': {} });
    const sent = dispatcher.request({
      origin: 'https://shop.test',
      path: '/',
      method: 'POST',
      headers: { 'content-length': '9' },
      body: Readable.from(['short']),
    });
    await expect(sent).rejects.toMatchObject({ code: 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH' });
  });

  test('waits for a slow reader', async () => {
    const { dispatcher } = createWire({ 'GET /': { body: testFile(1_000_000).chunks() } });
    const { body } = await dispatcher.request({ origin: 'https://shop.test', path: '/', method: 'GET' });
    let bytes = 0;
    for await (const chunk of body) {
      await new Promise((resolve) => setImmediate(resolve));
      bytes += Buffer.from(chunk).length;
    }
    expect(bytes).toBe(1_000_000);
  });

  test('never answers until it is aborted', async () => {
    const { dispatcher, log } = createWire({ 'GET /never': { fault: 'never' } });
    const controller = new AbortController();
    const sent = dispatcher.request({ origin: 'https://shop.test', path: '/never', method: 'GET', signal: controller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toMatchObject([{ status: 0, underWay: true }]);
    controller.abort(new Error('enough'));
    await expect(sent).rejects.toThrow('enough');
    expect(log).toMatchObject([{ status: 0, aborted: true, underWay: false }]);
  });

  test('cuts an answer in the middle', async () => {
    const { dispatcher, log } = createWire({ 'GET /': { body: 'half of it', fault: 'cut' } });
    const { body } = await dispatcher.request({ origin: 'https://shop.test', path: '/', method: 'GET' });
    await expect(body.text()).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    expect(log).toMatchObject([{ bodyBytes: 5, aborted: true }]);
  });

  test('hands on what the site throws', async () => {
    const { dispatcher } = createWire({
      'GET /': () => {
        throw new Error('broken site');
      },
    });
    await expect(dispatcher.request({ origin: 'https://shop.test', path: '/', method: 'GET' })).rejects.toThrow('broken site');
  });

  test('answers late when it is told to, and not at all once it was aborted', async () => {
    const clock = createVirtualClock();
    const log: MemoryRequestLine[] = [];
    const dispatcher = new MemoryDispatcher('https://shop.test', { respond: () => ({ delayMs: 1000 }), log, clock: () => clock });
    const first = dispatcher.request({ origin: 'https://shop.test', path: '/', method: 'GET' });
    await clock.advance(999);
    expect(log).toMatchObject([{ status: 0, underWay: true }]);
    await clock.advance(1);
    expect((await first).statusCode).toBe(200);
    const controller = new AbortController();
    const second = dispatcher.request({ origin: 'https://shop.test', path: '/', method: 'GET', signal: controller.signal });
    await clock.advance(1);
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect(clock.waiting).toBe(0);
  });

  test('cuts what is under way when it is destroyed', async () => {
    const { dispatcher } = createWire({ 'GET /': { fault: 'never' } });
    const sent = dispatcher.request({ origin: 'https://shop.test', path: '/', method: 'GET' });
    await new Promise((resolve) => setImmediate(resolve));
    await dispatcher.destroy();
    await expect(sent).rejects.toMatchObject({ code: 'UND_ERR_DESTROYED' });
  });
});
