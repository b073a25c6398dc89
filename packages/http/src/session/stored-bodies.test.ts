import { expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';

it('a body is handed out as it is stored when it must not be decoded', async () => {
  const site = await serve((_request, response) => response.setHeader('content-encoding', 'gzip, made-up').end('not gzip'));
  const { session } = openHttp([site.origin]);
  expect((await session().send({ url: site.origin, decode: false })).text()).toBe('not gzip');
  await expect(session().send({ url: site.origin })).rejects.toMatchObject({ code: 'decode_error' });
});

it('a sink is told the status of the answer its pieces are of', async () => {
  const site = await serve((request, response) => response.writeHead(request.url === '/there' ? 200 : 404).end('body'));
  const { session } = openHttp([site.origin]);
  const seen: [string, number][] = [];
  const sink = (chunk: Uint8Array, status: number) => void seen.push([Buffer.from(chunk).toString(), status]);
  for (const path of ['/there', '/gone']) await session().send({ url: `${site.origin}${path}`, sink });
  expect(seen).toEqual([
    ['body', 200],
    ['body', 404],
  ]);
});

it('the headers of an answer can be looked through', async () => {
  const site = await serve((_request, response) => response.setHeader('X-Amz-Meta-Run', '1').end());
  const { session } = openHttp([site.origin]);
  expect((await session().get(site.origin)).headerNames()).toContain('x-amz-meta-run');
});
