import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startDeafServer } from './deaf-server.ts';
import { createDefaultSite } from './default-site.ts';
import { startLoopbackSite, type LoopbackSite, type LoopbackSiteOptions } from './loopback-site.ts';
import { page } from './page.ts';
import { testFile } from './test-file.ts';

describe('loopback site', () => {
  let site: LoopbackSite | undefined;
  const start = async (options?: LoopbackSiteOptions) => {
    site = await startLoopbackSite(options);
    return site;
  };
  afterEach(async () => {
    await site?.close();
    site = undefined;
  });

  test('serves a table of routes, the longest prefix first', async () => {
    const { baseUrl } = await start({
      site: {
        'GET /': page({ title: 'Home', links: ['/a'] }),
        'GET /files/*': { body: 'any' },
        'GET /files/one/*': ({ url }) => ({ body: `one:${url.search}` }),
        'POST /photos': { status: 201 },
      },
    });
    expect(await (await fetch(baseUrl)).text()).toContain('<a href="/a">/a</a>');
    expect(await (await fetch(`${baseUrl}/files/x`)).text()).toBe('any');
    expect(await (await fetch(`${baseUrl}/files/one/x?q=1`)).text()).toBe('one:?q=1');
    expect((await fetch(`${baseUrl}/photos`, { method: 'POST' })).status).toBe(201);
    expect((await fetch(`${baseUrl}/photos`)).status).toBe(405);
    expect((await fetch(`${baseUrl}/absent`)).status).toBe(404);
  });

  test('writes an access log', async () => {
    const { baseUrl, log, requests } = await start();
    await (await fetch(`${baseUrl}/status/404?why=test`, { headers: { 'user-agent': 'tester' } })).text();
    await (await fetch(`${baseUrl}/upload`, { method: 'POST', body: 'hello' })).text();
    expect(log[0]).toMatchObject({
      method: 'GET',
      url: '/status/404?why=test',
      status: 404,
      userAgent: 'tester',
      bodyBytes: 3,
      aborted: false,
    });
    expect(requests({ method: 'POST' })).toMatchObject([{ url: '/upload', status: 201, requestBytes: 5 }]);
    expect(requests({ path: '/status/404' })).toHaveLength(1);
  });

  test('notes requests that were cut', async () => {
    const { baseUrl, requests } = await start();
    const controller = new AbortController();
    const asked = fetch(`${baseUrl}/never`, { signal: controller.signal });
    while (requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(asked).rejects.toThrow();
    while (requests({ aborted: true }).length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(requests()).toMatchObject([{ url: '/never', status: 0, aborted: true }]);
  });

  test('keeps uploads and gives them back', async () => {
    const shop = createDefaultSite();
    const { baseUrl } = await start({ site: shop.respond });
    const body = Buffer.concat([...testFile(200_000).chunks()]);
    const reply = await fetch(`${baseUrl}/upload/photo.bin`, { method: 'PUT', body, headers: { 'content-type': 'image/x-test' } });
    expect(reply.status).toBe(201);
    expect(shop.uploads).toMatchObject([
      { path: '/upload/photo.bin', type: 'image/x-test', bodyBytes: 200_000, sha256: testFile(200_000).sha256() },
    ]);
    const back = await fetch(`${baseUrl}${reply.headers.get('location')}`);
    expect(Buffer.from(await back.arrayBuffer()).equals(body)).toBe(true);
  });

  test('serves files whose checksum is known', async () => {
    const { baseUrl } = await start();
    const reply = await fetch(`${baseUrl}/files/100001`);
    const bytes = Buffer.from(await reply.arrayBuffer());
    expect(bytes.length).toBe(100_001);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(testFile(100_001).sha256());
    expect(reply.headers.get('x-sha256')).toBe(testFile(100_001).sha256());
  });

  test('lets users log in, keep a cart and follow redirects', async () => {
    const { baseUrl, requests } = await start();
    expect((await fetch(`${baseUrl}/account`)).status).toBe(401);
    const login = await fetch(`${baseUrl}/login`, {
      method: 'POST',
      body: new URLSearchParams({ user: 'ann', password: 'secret' }),
      redirect: 'manual',
    });
    expect(login.status).toBe(303);
    const account = await fetch(`${baseUrl}/account`, { headers: { cookie: login.headers.get('set-cookie')?.split(';')[0] ?? '' } });
    expect(await account.text()).toContain('Hello ann');
    await (await fetch(`${baseUrl}/redirect/3`)).text();
    expect(requests({ status: 303 }).map(({ url }) => url)).toEqual(['/login', '/redirect/3', '/redirect/2', '/redirect/1']);
  });

  test('cuts the connection in the middle of a body', async () => {
    const { baseUrl } = await start();
    const reply = await fetch(`${baseUrl}/cut`);
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
  });

  test('draws a latency for every answer', async () => {
    let draws = 0;
    const random = () => {
      draws += 1;
      return 0.5;
    };
    const { baseUrl } = await start({ latency: { minMs: 0, maxMs: 2, random } });
    await (await fetch(baseUrl)).text();
    await (await fetch(baseUrl)).text();
    expect(draws).toBe(2);
  });
});

test('a deaf server accepts and never answers', async () => {
  const server = await startDeafServer();
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\n\r\n');
  await server.connected(1);
  expect(server.connections()).toBe(1);
  const closed = once(socket, 'close');
  await server.close();
  await closed;
  expect(socket.bytesRead).toBe(0);
});
