import type { HttpHead } from '@rushhour/core';
import { expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';

it('a body is handed out as it is stored when it must not be decoded', async () => {
  const site = await serve((_request, response) => response.setHeader('content-encoding', 'gzip, made-up').end('not gzip'));
  const { session } = openHttp([site.origin]);
  expect((await session().send({ url: site.origin, decode: false })).text()).toBe('not gzip');
  await expect(session().send({ url: site.origin })).rejects.toMatchObject({ code: 'decode_error' });
});

it('a sink is told the status and the headers of the answer its pieces are of', async () => {
  const site = await serve((request, response) =>
    response.writeHead(request.url === '/there' ? 200 : 404, { 'X-Path': request.url }).end('body'),
  );
  const { session } = openHttp([site.origin]);
  const seen: unknown[] = [];
  const sink = (chunk: Uint8Array, status: number, head: HttpHead) =>
    void seen.push([Buffer.from(chunk).toString(), status, head.status, head.header('X-Path'), head.headerNames().includes('x-path')]);
  for (const path of ['/there', '/gone']) await session().send({ url: `${site.origin}${path}`, sink });
  expect(seen).toEqual([
    ['body', 200, 200, '/there', true],
    ['body', 404, 404, '/gone', true],
  ]);
});

it('the headers of an answer can be looked through', async () => {
  const site = await serve((_request, response) => response.setHeader('X-Amz-Meta-Run', '1').end());
  const { session } = openHttp([site.origin]);
  expect((await session().get(site.origin)).headerNames()).toContain('x-amz-meta-run');
});
