import type { HttpRequest } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve, serveRaw } from '../../test/serve.ts';

const html = (body: string) => `<!doctype html><title>x</title>${body}`;

/** A site of pages that link to each other, with an ETag each. */
const pages = () =>
  serve((request, response) => {
    const etag = `"${request.url}"`;
    response.setHeader('etag', etag).setHeader('content-type', 'text/html; charset=utf-8');
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else if (request.url === '/file') response.setHeader('content-type', 'application/pdf').end('pdf');
    else if (request.url === '/missing') response.writeHead(404).end(html('<a href="/home">home</a>'));
    else response.end(html('<a href="/next">next</a><a href="http://evil.test/">out</a>'));
  });

describe('a session', () => {
  it('says who it is, and what it wants, as a browser does', async () => {
    const site = await serve((_request, response) => response.end());
    const { session } = openHttp([site.origin], { contact: 'load@shop.example', headers: { 'X-Team': 'shop' } });
    await session().navigate({ url: site.origin });
    expect(site.requests[0]?.headers).toEqual({
      host: `127.0.0.1:${site.port}`,
      connection: 'keep-alive',
      'user-agent': 'rushhour/0.0.0 (+https://www.npmjs.com/package/rushhour; contact: load@shop.example)',
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'accept-language': 'en-US,en;q=0.9',
      'accept-encoding': 'gzip, deflate, br',
      'x-rushhour-run': 'run-1',
      'x-team': 'shop',
    });
    await session().send({ url: site.origin, destination: 'image', headers: { 'User-Agent': 'Mine/1' } });
    expect(site.requests[1]?.headers).toMatchObject({ accept: expect.stringMatching(/^image\/avif/), 'user-agent': 'Mine/1' });
  });

  it.each<Partial<HttpRequest>>([
    { headers: { host: 'evil.test' } },
    { headers: { 'Content-Length': '1' } },
    { headers: { 'transfer-encoding': 'chunked' } },
    { headers: { connection: 'close' } },
    { headers: { 'x-a': 'x\r\nInjected: 1' } },
    { headers: { 'a b:': 'x' } },
    { method: 'GET /\r\n' },
    { method: 'CONNECT' },
    { limits: { totalMs: Number.NaN } },
    { limits: { maxBytes: -1 } },
    { authorization: 'user:pass\r\nInjected: 1', headers: { authorization: 'x\r\ny' } },
  ])('refuses %j before anything is sent', async (options) => {
    const site = await serve((_request, response) => response.end());
    await expect(
      openHttp([site.origin])
        .session()
        .send({ url: site.origin, ...options }),
    ).rejects.toMatchObject({ code: 'params_invalid' });
    expect(site.requests).toHaveLength(0);
  });

  it('keeps a page when it is asked to, and only HTML that was found', async () => {
    const site = await pages();
    const user = openHttp([site.origin]).session();
    await user.navigate({ url: `${site.origin}/home` });
    expect(user.page).toBeUndefined();
    user.keepPage = true;
    await user.navigate({ url: `${site.origin}/other` });
    expect(user.page).toMatchObject({ url: `${site.origin}/other`, status: 200 });
    expect(user.page?.links().map((link) => link.url)).toEqual([`${site.origin}/next`]);
    for (const path of ['/file', '/missing']) {
      await user.navigate({ url: `${site.origin}/home` });
      expect(user.page).toBeDefined();
      await user.navigate({ url: `${site.origin}${path}` });
      expect(user.page).toBeUndefined();
    }
  });

  it('has no page after a navigation that failed, and keeps it over a send', async () => {
    const site = await pages();
    const user = openHttp([site.origin]).session();
    user.keepPage = true;
    await user.navigate({ url: `${site.origin}/home` });
    await user.get(`${site.origin}/missing`);
    expect(user.page?.url).toBe(`${site.origin}/home`);
    await expect(user.navigate({ url: 'http://evil.test/' })).rejects.toMatchObject({ code: 'scope_rejected' });
    expect(user.page).toBeUndefined();
  });

  it('keeps the body of a navigation when the request says so', async () => {
    const site = await pages();
    const user = openHttp([site.origin]).session();
    const reply = await user.navigate({ url: `${site.origin}/home`, keep: true });
    expect(reply.text()).toContain('next');
    expect(user.page?.html).toBe(reply.text());
  });

  it('asks again with a condition for what it has seen', async () => {
    const site = await pages();
    const { session } = openHttp([site.origin]);
    const user = session();
    const request = Object.freeze({ url: `${site.origin}/home` });
    expect([(await user.navigate(request)).status, (await user.navigate(request)).status]).toEqual([200, 304]);
    expect((await session().navigate(request)).status).toBe(200);
  });

  it('uses the page it is on for a 304, and asks in full for one that is gone', async () => {
    const site = await pages();
    const user = openHttp([site.origin]).session();
    user.keepPage = true;
    await user.navigate({ url: `${site.origin}/home` });
    expect((await user.navigate({ url: `${site.origin}/home` })).status).toBe(304);
    expect(user.page?.links()).toHaveLength(1);
    await user.navigate({ url: `${site.origin}/other` });
    expect((await user.navigate({ url: `${site.origin}/home` })).status).toBe(200);
    expect(user.page?.links()).toHaveLength(1);
  });

  it('sends no condition when the body is wanted, or the caller has one of its own', async () => {
    const site = await pages();
    const user = openHttp([site.origin]).session();
    const url = `${site.origin}/home`;
    await user.navigate({ url });
    expect((await user.get(url)).text()).toContain('next');
    await user.navigate({ url, headers: { 'If-None-Match': '"other"' } });
    expect(site.requests[2]?.headers['if-none-match']).toBe('"other"');
  });

  it('tells where it comes from as browsers do', async () => {
    const other = await serve((_request, response) => response.end());
    const site = await serve((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: other.origin }).end();
      else response.end();
    });
    const user = openHttp([site.origin, other.origin]).session();
    await user.navigate({ url: `${site.origin}/page?x=1#part` });
    await user.get(`${site.origin}/data`);
    await user.get(other.origin);
    await user.navigate({ url: `${site.origin}/typed` });
    await user.navigate({ url: `${site.origin}/away`, referrer: `${site.origin}/typed` });
    expect(site.requests.map((request) => request.headers.referer)).toEqual([
      undefined,
      `${site.origin}/page?x=1`,
      undefined,
      `${site.origin}/typed`,
    ]);
    expect(other.requests.map((request) => request.headers.referer)).toEqual([`${site.origin}/`, `${site.origin}/`]);
  });

  it('posts JSON and forms with an exact length', async () => {
    const seen: unknown[] = [];
    const site = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        seen.push([
          request.headers['content-type']?.split(';')[0],
          Number(request.headers['content-length']) === body.length,
          request.headers['transfer-encoding'],
        ]);
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ length: body.length }));
      });
    });
    const user = openHttp([site.origin]).session();
    const reply = await user.postJson(site.origin, { name: 'größe' });
    expect(reply.json()).toEqual({ length: 18 });
    await user.postForm(site.origin, { a: 1, b: ['x', 'y'] });
    const file = {
      size: 3,
      type: 'text/plain',
      name: 'a.txt',
      stream: async function* () {
        yield Buffer.from('abc');
      },
    };
    await user.postForm(site.origin, { a: 1, file });
    await user.send({ url: site.origin, method: 'PUT', body: { kind: 'stream', content: file } });
    expect(seen).toEqual([
      ['application/json', true, undefined],
      ['application/x-www-form-urlencoded', true, undefined],
      ['multipart/form-data', true, undefined],
      ['text/plain', true, undefined],
    ]);
    expect(user.meter.bytesSent).toBeGreaterThan(18 + 11 + 3 + 3);
  });

  it.each([2, 4])('fails when a file of 3 bytes turns out to have %i, and destroys the socket', async (bytes) => {
    const site = await serve((request, response) => request.resume().on('end', () => response.end()));
    const { session, transport } = openHttp([site.origin]);
    const content = {
      size: 3,
      type: 'text/plain',
      name: 'a.txt',
      stream: async function* () {
        yield Buffer.alloc(bytes);
      },
    };
    await expect(session().send({ url: site.origin, method: 'PUT', body: { kind: 'stream', content } })).rejects.toMatchObject({
      code: 'body_size_mismatch',
    });
    expect(transport.statistics().answered).toBe(0);
  });

  it('fails with the error of a body that cannot be opened', async () => {
    const site = await serve((_request, response) => response.end());
    const gone = Object.assign(new Error('gone'), { code: 'ENOENT' });
    const stream = async function* (): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      yield* [];
      throw gone;
    };
    const body = { kind: 'stream', content: { size: 3, type: 'text/plain', name: 'a.txt', stream } } as const;
    const { session, transport } = openHttp([site.origin]);
    await expect(session().send({ url: site.origin, method: 'PUT', body })).rejects.toBe(gone);
    expect(transport.statistics().sent).toBe(0);
  });

  it('is cut by a signal, and by cancel, and stays usable', async () => {
    const mute = await serveRaw((socket) => socket.once('data', () => aborter.abort(new Error('signalled'))));
    const site = await pages();
    const aborter = new AbortController();
    const user = openHttp([mute.origin, site.origin]).session();
    await expect(user.get(mute.origin, { signal: aborter.signal })).rejects.toThrow('signalled');
    await expect(user.get(mute.origin, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
    const several = [user.get(mute.origin), user.get(mute.origin), user.get(mute.origin)];
    user.cancel(new Error('cancelled'));
    expect((await Promise.allSettled(several)).map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await user.get(`${site.origin}/home`)).status).toBe(200);
  });

  it('leaves no listener on a signal', async () => {
    const site = await pages();
    const user = openHttp([site.origin]).session();
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    Object.assign(signal, {
      addEventListener: (...args: Parameters<typeof add>) => {
        listeners += 1;
        add(...args);
      },
      removeEventListener: (...args: Parameters<typeof remove>) => {
        listeners -= 1;
        remove(...args);
      },
    });
    for (let count = 0; count < 5; count += 1) await user.get(site.origin, { signal });
    expect(listeners).toBe(0);
  });

  it('meters what it sends and receives', async () => {
    const site = await serve((_request, response) => response.writeHead(201).end('12345'));
    const user = openHttp([site.origin]).session();
    expect(user.meter).toEqual({ requests: 0, bytesSent: 0, bytesReceived: 0, status: 0 });
    await user.send({ url: site.origin, method: 'POST', body: { kind: 'bytes', data: 'abc', type: 'text/plain' } });
    expect(user.meter).toEqual({ requests: 1, bytesSent: 3, bytesReceived: 5, status: 201 });
  });

  it('hands every value of a header out', async () => {
    const site = await serve((_request, response) => response.setHeader('set-cookie', ['a=1', 'b=2']).setHeader('x-one', '1').end());
    const reply = await openHttp([site.origin]).session().get(site.origin);
    expect(reply.headerValues('Set-Cookie')).toEqual(['a=1', 'b=2']);
    expect([reply.header('set-cookie'), reply.header('X-One'), reply.header('absent'), reply.header('constructor')]).toEqual([
      'a=1, b=2',
      '1',
      undefined,
      undefined,
    ]);
    expect(reply.headerValues('x-one')).toEqual(['1']);
  });

  it('reads answers after informational ones', async () => {
    const site = await serve((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.end('home');
    });
    const { session, transport } = openHttp([site.origin]);
    expect((await session().get(site.origin)).text()).toBe('home');
    expect(transport.statistics()).toMatchObject({ sent: 1, answered: 1, byStatus: { 200: 1 } });
  });

  it('reads an answer to HEAD that announces a body', async () => {
    const site = await serve((_request, response) => response.setHeader('content-length', 5).setHeader('content-encoding', 'gzip').end());
    const reply = await openHttp([site.origin]).session().send({ url: site.origin, method: 'head' });
    expect([reply.status, reply.text(), reply.header('content-length')]).toEqual([200, '', '5']);
  });

  it('keeps its connection after an answer to HEAD', async () => {
    const site = await serve((_request, response) => response.setHeader('content-length', 5).end());
    const session = openHttp([site.origin]).session();
    for (let count = 0; count < 3; count += 1) await session.send({ url: site.origin, method: 'HEAD' });
    expect([site.requests.length, site.connections.length]).toEqual([3, 1]);
  });
});
