import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { play } from '../test/play.ts';
import { failed, ok } from '../test/outcomes.ts';
import { startSite } from '../test/start-site.ts';
import { generic } from './generic.ts';
import { open } from './open.ts';

const web = generic();

describe('open', () => {
  it('loads a page with GET and reads its body', async () => {
    const site = await startSite({ '/': 'Welcome' });
    expect(await play([web.open('/')], site)).toMatchObject([{ ...ok, bytesReceived: 7, bytesSent: 0, plugin: 'generic' }]);
    expect(site.requests).toMatchObject([{ method: 'GET', url: '/' }]);
  });

  it('fails by the status, unless that is expected', async () => {
    const site = await startSite();
    const ends = await play([web.open('/gone'), web.open('/gone', {}, { expect: 404 })], site);
    expect(ends).toMatchObject([failed('http_404'), ok]);
  });

  it('follows redirects', async () => {
    const site = await startSite({ '/': 'Home', '/old': (response) => response.writeHead(302, { location: '/' }).end() });
    expect(await play([web.open('/old', { contains: 'Home' })], site)).toMatchObject([ok]);
    expect(site.requests.map(({ url }) => url)).toEqual(['/old', '/']);
  });

  it('sends method, headers, query, credentials and bodies', async () => {
    const site = await startSite({ '/api': 'ok' });
    const ends = await play(
      [
        web.open('/api?a=1#part', { query: { b: ['x y', 2], c: { d: true } }, headers: { 'X-Test': 'yes' }, auth: 'me:pass:word' }),
        web.open('/api', { method: 'post', json: { deep: [1, { two: null }] }, auth: 'bearer:T0KEN' }),
        web.open('/api', { method: 'PUT', json: '[1,2]' }),
        web.open('/api', { method: 'POST', form: { q: 'a b', tags: ['x', 'y'], user: { name: 'z' } } }),
        web.open('/api', { method: 'PATCH', body: '<a/>', headers: { 'content-type': 'application/xml' } }),
        web.open('/api', { method: 'DELETE' }),
      ],
      site,
    );
    expect(ends.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'ok'));
    const seen = site.requests.map(({ method, url, headers, body }) => ({
      method,
      url,
      type: headers['content-type'],
      body: String(body),
    }));
    expect(seen).toEqual([
      { method: 'GET', url: '/api?a=1&b=x+y&b=2&c.d=true', type: undefined, body: '' },
      { method: 'POST', url: '/api', type: 'application/json', body: '{"deep":[1,{"two":null}]}' },
      { method: 'PUT', url: '/api', type: 'application/json', body: '[1,2]' },
      { method: 'POST', url: '/api', type: 'application/x-www-form-urlencoded;charset=UTF-8', body: 'q=a+b&tags=x&tags=y&user.name=z' },
      { method: 'PATCH', url: '/api', type: 'application/xml', body: '<a/>' },
      { method: 'DELETE', url: '/api', type: undefined, body: '' },
    ]);
    expect(site.requests[0]?.headers).toMatchObject({ 'x-test': 'yes', authorization: `Basic ${btoa('me:pass:word')}` });
    expect(site.requests[1]?.headers).toMatchObject({ authorization: 'Bearer T0KEN' });
    expect(site.requests.every(({ headers }) => headers['transfer-encoding'] === undefined)).toBe(true);
  });

  it('takes text values of a line file as what its schema says', async () => {
    const site = await startSite({ '/': '<img src=/1.png>', '/1.png': 'x' });
    const written = { action: 'open', target: '/', with: { resources: 'true', maxMs: '10s' } } as const;
    expect(await play([written], site)).toMatchObject([ok]);
    expect(site.requests).toHaveLength(2);
  });
});

describe('a check', () => {
  const zipped = gzipSync('Wel<b>come</b>\n to our shop');
  const routes = {
    '/': (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip', 'x-empty': '' }).end(zipped),
  };

  it.each([
    [{ contains: 'come' }],
    [{ contains: ['Wel', 'shop'] }],
    [{ matches: '^Wel.*\\s+to' }],
    [{ header: { 'Content-Type': 'text/html*', 'x-empty': '' } }],
    [{ header: { 'content-type': '*' } }],
    [{ header: { 'content-type': '*utf-8' } }],
    [{ maxMs: 60_000 }],
  ])('%j passes', async (checks) => {
    expect(await play([web.open('/', checks)], await startSite(routes))).toMatchObject([ok]);
  });

  it.each([
    [{ contains: 'Goodbye' }, /contain "Goodbye", but it is "Wel<b>come<\/b> to our shop"/],
    [{ contains: ['shop', 'Goodbye'] }, /contain "Goodbye"/],
    [{ matches: 'shop.+' }, /match \/shop\.\+\//],
    [{ header: { 'content-type': 'text/html' } }, /"content-type" to be "text\/html", but it is "text\/html; charset=utf-8"/],
    [{ header: { 'x-none': '*' } }, /"x-none" to be "\*", but there is none/],
    [{ maxMs: 0 }, /within "0" ms, but it took/],
  ])('%j fails the action', async (checks, message) => {
    expect(await play([web.open('/', checks)], await startSite(routes))).toMatchObject([failed('check_failed', message)]);
  });

  it('is not looked at when the status is wrong already', async () => {
    expect(await play([web.open('/no', { contains: 'x' })], await startSite())).toMatchObject([failed('http_404')]);
  });
});

describe('resources', () => {
  it('are fetched as a browser would: at most 6 at a time, with the headers of their kind, the page staying current', async () => {
    let atOnce = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const image = (response: ServerResponse) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      waiting.push(() => {
        atOnce -= 1;
        response.end('image');
      });
      // Held back until six are there, or the last ones.
      if (atOnce === 6 || site.requests.length >= 22) for (const release of waiting.splice(0)) release();
    };
    const names = Array.from({ length: 20 }, (_, index) => `/${index}.png`);
    const site = await startSite({
      '/': `<link rel=stylesheet href=/s.css>${names.map((name) => `<img src=${name}>`).join('')}<img src=http://127.0.0.2/away.png><a href=/next>n</a>`,
      '/next': 'next',
      '/s.css': (response) => response.writeHead(200, { 'content-type': 'text/css' }).end('a{}'),
      ...Object.fromEntries(names.map((name) => [name, image])),
    });
    const ends = await play([web.open('/', { resources: true }), web.follow('/', { text: 'n' })], site);
    expect(ends).toMatchObject([ok, ok]);
    expect(most).toBe(6);
    expect(site.requests.map(({ url }) => url).sort()).toEqual(['/', '/next', '/s.css', ...names].sort());
    const accept = Object.fromEntries(site.requests.map(({ url, headers }) => [url, headers['accept']]));
    expect(accept['/s.css']).toContain('text/css');
    expect(accept['/0.png']).toContain('image/');
    expect(site.requests.find(({ url }) => url === '/s.css')?.headers['referer']).toBe(`${site.base}/`);
  });

  it('that fail, fail the action, after all were loaded', async () => {
    const site = await startSite({ '/': '<img src=/missing.png><img src=/there.png>', '/there.png': 'x' });
    expect(await play([web.open('/', { resources: true })], site)).toMatchObject([failed('http_404', /"http:.*\/missing\.png"/)]);
    expect(site.requests).toHaveLength(3);
  });

  it('are not fetched for a page that failed', async () => {
    const site = await startSite({ '/': (response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<img src=/x.png>') });
    expect(await play([web.open('/', { resources: true })], site)).toMatchObject([failed('http_500')]);
    expect(site.requests).toHaveLength(1);
  });
});

describe('parameters', () => {
  const { params } = open;
  const issues = (value: unknown) => {
    const result = params?.safeParse(value);
    return result?.success === false ? result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
  };

  it.each([
    [{ metod: 'GET' }, /Unrecognized key/],
    [{ method: 'GET /\r\n' }, /method: is not a request method/],
    [{ method: 'CONNECT' }, /method: cannot be sent/],
    [{ headers: { 'a b:': 'x' } }, /headers\.a b:/],
    [{ headers: { x: 'x\r\nInjected: 1' } }, /headers\.x/],
    [{ headers: { Host: 'x' } }, /headers\.Host/],
    [{ json: '{"a":', method: 'POST' }, /json: is not JSON/],
    [{ json: {} }, /json: cannot be sent with GET; add method=POST/],
    [{ form: {}, method: 'HEAD' }, /form: cannot be sent with HEAD/],
    [{ json: {}, form: {}, method: 'POST' }, /form: cannot be given together with json/],
    [{ auth: 'nobody' }, /auth: is neither/],
    [{ auth: 'a:b\nc' }, /auth: is neither/],
    [{ resources: 'yes' }, /resources/],
    [{ contains: '' }, /contains/],
    [{ matches: '(' }, /matches: "\(" is not a regular expression/],
    [{ maxMs: 'soon' }, /maxMs: "soon" is not a time/],
    [{ maxMs: -1 }, /maxMs/],
    [{ header: { a: 'x\ny' } }, /header\.a/],
  ])('%j are refused', (value, message) => {
    expect(issues(value).join('\n')).toMatch(message);
  });

  it('stop a run before the first request', async () => {
    const site = await startSite({ '/': '' });
    const written = { action: 'open', target: '/', with: { matches: '(' } } as const;
    await expect(play([web.open('/'), written], site)).rejects.toMatchObject({ code: 'input_invalid' });
    expect(site.requests).toEqual([]);
  });

  it('have a JSON Schema', () => {
    expect(Object.keys(z.toJSONSchema(z.object({ params: params ?? z.never() }), { io: 'input' }))).toContain('properties');
  });

  it('are inferred for who writes an instruction', () => {
    const builder = web.open;
    expectTypeOf(builder).parameter(0).toEqualTypeOf<string>();
    builder('/', { resources: true, query: { page: 1 }, contains: ['a'], maxMs: '300ms' });
    // @ts-expect-error a misspelt parameter does not compile
    builder('/', { resource: true });
    // @ts-expect-error neither does a value of the wrong type
    builder('/', { contains: 1 });
  });
});
