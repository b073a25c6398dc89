import { expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';
import type { HttpExchange } from '../http-options.ts';

it('tells of every request on the wire, with secrets hidden', async () => {
  const site = await serve((request, response) => {
    if (request.url?.startsWith('/login') === true)
      response.writeHead(303, { location: '/home?token=abc', 'set-cookie': 'sid=hush; Path=/' }).end();
    else response.setHeader('x-session-id', 'hush').end('home');
  });
  const exchanges: HttpExchange[] = [];
  const { session } = openHttp([site.origin], { trace: (exchange) => exchanges.push(exchange) });
  const user = session();
  await user.send({
    url: `${site.origin}/login?password=hush&next=home`,
    method: 'POST',
    authorization: 'user:hush',
    headers: { 'x-api-key': 'hush' },
    body: { kind: 'bytes', data: 'abc', type: 'text/plain' },
  });
  await user.get('http://127.0.0.1:1/').catch(() => undefined);
  expect(exchanges).toHaveLength(2);
  expect(exchanges[0]).toMatchObject({
    method: 'POST',
    url: `${site.origin}/login?password=REDACTED&next=home`,
    requestHeaders: { host: `127.0.0.1:${site.port}`, authorization: 'REDACTED', 'x-api-key': 'REDACTED', 'content-type': 'text/plain' },
    status: 303,
    responseHeaders: { location: '/home?token=REDACTED', 'set-cookie': 'sid=REDACTED; Path=/' },
    bytesSent: 3,
    bytesReceived: 0,
  });
  expect(exchanges[1]).toMatchObject({
    method: 'GET',
    requestHeaders: { cookie: 'sid=REDACTED' },
    status: 200,
    responseHeaders: { 'x-session-id': 'REDACTED' },
    bytesReceived: 4,
  });
  expect(exchanges[1]).not.toHaveProperty('error');
  expect(JSON.stringify(exchanges)).not.toContain('hush');
});

it('tells of a request that failed', async () => {
  const exchanges: HttpExchange[] = [];
  const { session } = openHttp(['http://127.0.0.1:1'], { trace: (exchange) => exchanges.push(exchange) });
  await session()
    .get('http://127.0.0.1:1/')
    .catch(() => undefined);
  expect(exchanges).toMatchObject([{ status: 0, error: 'connection_refused' }]);
});

it('is not disturbed by a function that throws, and says so', async () => {
  const site = await serve((_request, response) => response.end('home'));
  const { session, warnings } = openHttp([site.origin], {
    trace: () => {
      throw new Error('broken view');
    },
  });
  expect((await session().get(site.origin)).text()).toBe('home');
  expect(warnings).toEqual(['The function given as "trace" threw: broken view']);
});
