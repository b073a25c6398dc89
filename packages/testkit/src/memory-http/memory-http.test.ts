import { createRandom, createScope, systemClock, type Link, type ManagedHttpSession } from '@rushhour/core';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../clock/virtual-clock.ts';
import { createDefaultSite } from '../site/default-site.ts';
import { testFile } from '../site/test-file.ts';
import { createMemoryHttp, type MemoryHttp } from './memory-http.ts';

const base = 'https://shop.test';

function openSession(http: MemoryHttp, clock = systemClock, link?: Link): ManagedHttpSession {
  const transport = http.open({ id: 'run-1', scope: createScope([base]), clock, users: 1, warn: () => undefined });
  const session = transport.session({ id: 'visitor/0', random: createRandom('test'), ...(link !== undefined && { link }) });
  session.keepPage = true;
  return session;
}

describe('memory http', () => {
  test('lets the real session browse a site without a socket', async () => {
    const http = createMemoryHttp(createDefaultSite().respond);
    const session = openSession(http);
    const reply = await session.navigate({ url: `${base}/` });
    expect(reply.status).toBe(200);
    expect(session.page?.links({ text: 'lamp' })).toMatchObject([{ url: `${base}/products/lamp` }]);
    expect(http.log).toMatchObject([{ method: 'GET', origin: base, url: '/', status: 200, bodyBytes: reply.bytesReceived }]);
  });

  test('keeps cookies and follows redirects', async () => {
    const http = createMemoryHttp(createDefaultSite().respond);
    const session = openSession(http);
    const reply = await session.postForm(`${base}/login`, { user: 'ann', password: 'secret' });
    expect(reply.text()).toContain('Hello ann');
    expect(http.log.map(({ method, url, status }) => `${method} ${url} ${status}`)).toEqual(['POST /login 303', 'GET /account 200']);
    expect(http.log[1]?.headers['cookie']).toBe('user=ann');
  });

  test('carries uploads whole and counts as the session does', async () => {
    const site = createDefaultSite();
    const http = createMemoryHttp(site.respond);
    const session = openSession(http);
    const content = testFile(200_000);
    const file = {
      name: 'photo.bin',
      type: 'image/x-test',
      size: content.size,
      async *stream() {
        yield* content.chunks();
      },
    };
    await session.send({ url: `${base}/upload`, method: 'PUT', body: { kind: 'stream', content: file } });
    expect(site.uploads).toMatchObject([{ sha256: content.sha256() }]);
    await session.postForm(`${base}/upload`, { album: 'x', photo: file });
    expect(http.log.reduce((sum, { requestBytes }) => sum + requestBytes, 0)).toBe(session.meter.bytesSent);
    expect(http.log.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0)).toBe(session.meter.bytesReceived);
  });

  test('decodes what the site encoded', async () => {
    const session = openSession(createMemoryHttp(createDefaultSite().respond));
    await session.navigate({ url: `${base}/gzip` });
    expect(session.page?.links()).toMatchObject([{ url: `${base}/about` }]);
  });

  test('never answers until the session is cut', async () => {
    const http = createMemoryHttp({ 'GET /never': { fault: 'never' } });
    const clock = createVirtualClock();
    const session = openSession(http, clock);
    const asked = session.get(`${base}/never`).catch((error: unknown) => error);
    await clock.settle();
    expect(http.underWay()).toBe(1);
    const reason = new Error('deadline');
    session.cancel(reason);
    expect(await asked).toBe(reason);
    expect(http.requests({ aborted: true })).toHaveLength(1);
  });

  test('answers late on the clock of the run', async () => {
    const http = createMemoryHttp({ 'GET /slow': { delayMs: 5000 } });
    const clock = createVirtualClock();
    const session = openSession(http, clock);
    const reply = await clock.runUntil(session.get(`${base}/slow`));
    expect(reply.status).toBe(200);
    expect(clock.now()).toBe(5000);
  });

  test('is as slow as the line of the user, both ways, on the clock of the run', async () => {
    const megabyte = 'x'.repeat(1_000_000);
    const http = createMemoryHttp({ 'GET /big': { body: megabyte }, 'POST /up': {} });
    const clock = createVirtualClock();
    const session = openSession(http, clock, { downBytesPerSecond: 1_000_000, upBytesPerSecond: 250_000, latencyMs: 40 });
    expect((await clock.runUntil(session.get(`${base}/big`))).bytesReceived).toBe(1_000_000);
    // An idle line has ten milliseconds to its credit.
    expect(clock.now()).toBeCloseTo(1030, 6);
    const body = { kind: 'bytes', data: megabyte, type: 'text/plain' } as const;
    await clock.runUntil(session.send({ url: `${base}/up`, method: 'POST', body }));
    expect(clock.now()).toBeCloseTo(1030 + 40 + 3990, 6);
    expect(http.log[1]?.body.length).toBe(1_000_000);
  });

  test('lets values be read off answers', async () => {
    const http = createMemoryHttp({ 'GET /api': { headers: { 'content-type': 'application/json' }, body: '{"items":[{"id":7}]}' } });
    const session = openSession(http);
    session.keepAnswer = true;
    await session.get(`${base}/api`, { keep: false });
    expect(session.capture({ json: '$.items[0].id' })).toBe('7');
  });

  test('tells when a site asked to be left alone', async () => {
    const http = createMemoryHttp({ 'GET /': { status: 429, headers: { 'retry-after': '30' } } });
    const clock = createVirtualClock();
    const transport = http.open({ id: 'run-1', scope: createScope([base]), clock, users: 1, warn: () => undefined });
    await clock.runUntil(transport.session({ id: 'visitor/0', random: createRandom('test') }).get(base));
    expect(transport.held(new URL(base))).toEqual({ reason: 'paused', until: 30_000 });
  });

  test('refuses what is out of scope, as on a real wire', async () => {
    const http = createMemoryHttp({ 'GET /': { status: 302, headers: { location: 'https://elsewhere.test/' } } });
    await expect(openSession(http).get(`${base}/`)).rejects.toMatchObject({ code: 'scope_rejected' });
    expect(http.log.map(({ origin }) => origin)).toEqual([base]);
  });
});
