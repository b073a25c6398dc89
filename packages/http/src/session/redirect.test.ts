import { describe, expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve, serveSecure } from '../../test/serve.ts';
import { fixture } from '../../test/fixture.ts';

describe('redirects', () => {
  it('refuses a hop to a metadata address before anything is looked up or connected', async () => {
    const site = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    );
    const { session, transport } = openHttp([site.origin]);
    await expect(session().navigate({ url: site.origin })).rejects.toMatchObject({ code: 'scope_rejected' });
    expect(transport.statistics()).toMatchObject({ sent: 1, answered: 1 });
  });

  it.each([
    '//evil.test/x',
    'http:\\\\evil.test',
    'http://allowed.example@evil.test/',
    'ftp://127.0.0.1/',
    'javascript:alert(1)',
    'http://user:pass@127.0.0.1/',
  ])('does not follow "%s"', async (location) => {
    const decoy = await serve((_request, response) => response.end());
    const site = await serve((_request, response) => response.writeHead(302, { location }).end());
    const { session } = openHttp([site.origin]);
    await expect(session().navigate({ url: site.origin })).rejects.toMatchObject({
      code: expect.stringMatching(/scope_rejected|redirect_invalid/),
    });
    expect(decoy.requests).toHaveLength(0);
    expect(site.requests).toHaveLength(1);
  });

  it('stops a loop at the limit, drains every body, and gives the connection back', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/end') response.end('end');
      else response.writeHead(302, { location: `/loop${Number(request.url?.slice(5) ?? 0) + 1}` }).end(Buffer.alloc(100_000));
    });
    const { session } = openHttp([site.origin], { connections: 1 });
    const user = session();
    await expect(user.navigate({ url: `${site.origin}/loop0` })).rejects.toMatchObject({ code: 'too_many_redirects' });
    expect(site.requests).toHaveLength(11);
    expect((await user.navigate({ url: `${site.origin}/end` })).status).toBe(200);
    expect(site.connections).toHaveLength(1);
  });

  it('sends no secret of the caller to a second origin, and fresh headers of its own', async () => {
    const second = await serve((_request, response) => response.end('second'));
    const first = await serve((request, response) => {
      if (request.url === '/login') response.setHeader('set-cookie', 'sid=secret; Path=/login').end();
      else response.writeHead(307, { location: `${second.origin}/there` }).end();
    });
    const { session } = openHttp([first.origin, second.origin]);
    const user = session();
    const reply = await user.send({
      url: `${first.origin}/start`,
      headers: { 'x-api-key': 'k', 'X-Token': 't', cookie: 'own=1', 'accept-language': 'de', 'My-Secret': 's' },
      authorization: 'user:pass',
    });
    expect(reply).toMatchObject({ status: 200, redirects: 1, url: `${second.origin}/there` });
    expect(first.requests[0]?.headers).toMatchObject({ authorization: 'Basic dXNlcjpwYXNz', 'x-api-key': 'k', cookie: 'own=1' });
    const sent = second.requests[0]?.headers;
    expect(sent).toMatchObject({ 'accept-language': 'de', 'x-rushhour-run': 'run-1' });
    for (const name of ['authorization', 'cookie', 'x-api-key', 'x-token', 'my-secret']) expect(sent).not.toHaveProperty(name);
  });

  it('sends what the caller gave on to the same origin', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.end();
    });
    await openHttp([site.origin])
      .session()
      .send({ url: `${site.origin}/a`, headers: { 'x-api-key': 'k' }, authorization: 'Bearer abc' });
    expect(site.requests[1]?.headers).toMatchObject({ 'x-api-key': 'k', authorization: 'Bearer abc' });
  });

  it('does not follow from https to http', async () => {
    const plain = await serve((_request, response) => response.end());
    const secure = await serveSecure((_request, response) => response.writeHead(302, { location: `${plain.origin}/` }).end());
    const { session } = openHttp([plain.origin, secure.origin], { ca: fixture('ca.pem') });
    await expect(session().navigate({ url: secure.origin })).rejects.toMatchObject({ code: 'redirect_insecure' });
    expect(plain.requests).toHaveLength(0);
  });

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [303, 'HEAD', 'HEAD', ''],
    [307, 'POST', 'POST', 'body'],
    [308, 'PUT', 'PUT', 'body'],
  ])('goes on after %i of %s with %s', async (status, method, then, body) => {
    const seen: string[] = [];
    const site = await serve((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        seen.push(`${request.method} ${request.headers['content-type'] ?? '-'} ${text}`);
        if (request.url === '/a') response.writeHead(status, { location: '/b' }).end();
        else response.end();
      });
    });
    const { session } = openHttp([site.origin]);
    await session().send({
      url: `${site.origin}/a`,
      method,
      ...(method !== 'HEAD' && { body: { kind: 'bytes' as const, data: 'body', type: 'text/plain' } }),
    });
    expect(seen[1]).toBe(`${then} ${body === '' ? '-' : 'text/plain'} ${body}`);
  });

  it('hands a redirect out when it is told not to follow', async () => {
    const site = await serve((_request, response) => response.writeHead(302, { location: 'http://evil.test/' }).end('moved'));
    const reply = await openHttp([site.origin]).session().send({ url: site.origin, redirect: false });
    expect(reply).toMatchObject({ status: 302, redirects: 0 });
    expect(reply.text()).toBe('moved');
    expect(reply.header('Location')).toBe('http://evil.test/');
  });

  it('fails when a redirect says not where to', async () => {
    const site = await serve((_request, response) => response.writeHead(302).end());
    await expect(openHttp([site.origin]).session().navigate({ url: site.origin })).rejects.toMatchObject({ code: 'redirect_invalid' });
  });

  it('reads a location that is not ASCII as UTF-8', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: Buffer.from('/größe').toString('latin1') }).end();
      else response.end();
    });
    const reply = await openHttp([site.origin]).session().navigate({ url: site.origin });
    expect(reply.url).toBe(`${site.origin}/gr%C3%B6%C3%9Fe`);
  });
});
