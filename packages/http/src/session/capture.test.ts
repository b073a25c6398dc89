import type { Capture } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';

const json = { token: 'abc', count: 3, isOpen: false, items: [{ id: 1 }, { id: 2, tags: ['x'] }], none: null };
const html =
  '<title>Lamp</title><meta name="csrf" content="t0k"><p class="price"> 12 \n <b>EUR</b></p><input name="id" value="77"><p class="price">13</p>';

/** A shop with an interface, a page and a file. */
const shop = () =>
  serve((request, response) => {
    response.setHeader('etag', '"1"').setHeader('x-cart', 'cart-7');
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else if (request.url === '/api') response.setHeader('content-type', 'application/json').end(JSON.stringify(json));
    else if (request.url === '/file') response.setHeader('content-type', 'application/octet-stream').end(Buffer.alloc(3_000_000, 'ab'));
    else if (request.url === '/moved') response.writeHead(302, { location: '/api' }).end();
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });

const capturing = async () => {
  const site = await shop();
  const user = openHttp([site.origin]).session();
  user.keepAnswer = true;
  return { site, user };
};

describe('a session that keeps the answer', () => {
  it.each<readonly [string | undefined, Capture]>([
    ['abc', { json: '$.token' }],
    ['3', { json: '$.count' }],
    ['false', { json: '$.isOpen' }],
    ['{"id":1}', { json: '$.items[0]' }],
    ['["x"]', { json: '$.items[*].tags' }],
    [undefined, { json: '$.none' }],
    [undefined, { json: '$.missing.deep' }],
    ['c', { regex: '"ab(.)"' }],
    ['"count":3', { regex: '"count":\\d' }],
    [undefined, { regex: 'lamp' }],
    ['cart-7', { header: 'X-Cart' }],
    [undefined, { header: 'constructor' }],
    [undefined, { css: 'p' }],
  ])('reads %j off JSON by %j, though the plugin did not keep the body', async (value, capture) => {
    const { site, user } = await capturing();
    const reply = await user.send({ url: `${site.origin}/api`, keep: false });
    expect(user.capture(capture)).toBe(value);
    expect(reply.text()).toBe('');
  });

  it.each<readonly [string | undefined, Capture]>([
    ['12 EUR', { css: '.price' }],
    ['t0k', { css: 'meta[name=csrf]', attr: 'content' }],
    ['77', { css: 'input', attr: 'VALUE' }],
    ['Lamp', { css: 'title' }],
    [undefined, { css: '.price', attr: 'id' }],
    [undefined, { css: '.missing' }],
    ['Lamp', { regex: '<title>(.*?)</title>' }],
    [undefined, { json: '$.token' }],
  ])('reads %j off a page by %j', async (value, capture) => {
    const { site, user } = await capturing();
    await user.navigate({ url: `${site.origin}/` });
    expect(user.capture(capture)).toBe(value);
    expect(user.page).toBeUndefined();
  });

  it('reads the last answer of a chain of redirects, and not what a page is made of', async () => {
    const { site, user } = await capturing();
    await user.navigate({ url: `${site.origin}/moved` });
    await user.send({ url: `${site.origin}/`, destination: 'image', keep: false });
    expect(user.capture({ json: '$.token' })).toBe('abc');
  });

  it('asks in full for what it has seen', async () => {
    const { site, user } = await capturing();
    const request = Object.freeze({ url: `${site.origin}/` });
    for (let visit = 0; visit < 2; visit += 1) await user.navigate(request);
    expect(user.capture({ css: 'title' })).toBe('Lamp');
    user.keepAnswer = false;
    expect((await user.navigate(request)).status).toBe(304);
  });

  it('keeps the first mebibyte of a download that goes elsewhere', async () => {
    const { site, user } = await capturing();
    let received = 0;
    await user.send({ url: `${site.origin}/file`, sink: (chunk) => void (received += chunk.length) });
    expect(received).toBe(3_000_000);
    expect(user.capture({ regex: '^[^]*$' })).toHaveLength(1024 * 1024);
  });

  it('lets it go before the next action, and keeps nothing when not asked to', async () => {
    const { site, user } = await capturing();
    await user.get(`${site.origin}/api`);
    user.keepAnswer = false;
    expect(user.capture({ json: '$.token' })).toBeUndefined();
    await user.get(`${site.origin}/api`);
    expect(user.capture({ json: '$.token' })).toBeUndefined();
  });

  it.each<Capture>([{ json: 'token' }, { json: '$[?(@.x)]' }, { regex: '(' }])('refuses %j by name', async (capture) => {
    const { site, user } = await capturing();
    await user.get(`${site.origin}/api`);
    expect(() => user.capture(capture)).toThrow(
      expect.objectContaining({ code: 'params_invalid', message: expect.stringContaining(String(Object.values(capture)[0])) }),
    );
  });
});
