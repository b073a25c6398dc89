import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { play } from '../test/play.ts';
import { failed, ok } from '../test/outcomes.ts';
import { startSite } from '../test/start-site.ts';
import { follow } from './follow.ts';
import { generic } from './generic.ts';

const web = generic();
const here = (parameters: Readonly<Record<string, unknown>> = {}) => ({ action: 'follow', with: parameters }) as const;
const paths = (site: { readonly requests: readonly { readonly url: string }[] }) => site.requests.map(({ url }) => url);

const home = `
  <a href=/1>First</a> <a href="/2#part" class=product>Second  page</a> <a href=/3 rel="nofollow next"><b>Third</b></a>
  <a href=//evil.test/x>evil</a> <a href=https://127.0.0.1/>evil</a> <a href="javascript:evil()">evil</a> <a href=file:///etc/passwd>evil</a>`;
const shop = { '/': home, '/1': '<a href=/>home</a>', '/2': 'two', '/3': 'three' };

describe('follow', () => {
  it.each([
    [{ text: 'second PAGE' }, '/2'],
    [{ css: 'a.product' }, '/2'],
    [{ css: 'b' }, '/3'],
    [{ href: '/2' }, '/2'],
    [{ href: '/*' }, '/1'],
    [{ rel: 'next' }, '/3'],
    [{ text: 'r', css: 'a[rel]' }, '/3'],
  ])('chooses the first link that fits %j', async (selector, path) => {
    const site = await startSite(shop);
    expect(await play([web.open('/'), here(selector)], site)).toMatchObject([ok, { ...ok, action: 'follow' }]);
    expect(paths(site)).toEqual(['/', path]);
  });

  it('tells where it comes from', async () => {
    const site = await startSite(shop);
    await play([web.open('/'), here({ text: 'First' })], site);
    expect(site.requests.map(({ headers }) => headers['referer'])).toEqual([undefined, `${site.base}/`]);
  });

  it('draws a link in scope with its own seed when nothing says which', async () => {
    const draws = async (seed: number) => {
      const site = await startSite(shop);
      await play(
        Array.from({ length: 20 }, () => web.follow('/')),
        { base: site.base, seed },
      );
      return paths(site);
    };
    const [once, again, other] = [await draws(1), await draws(1), await draws(2)];
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
    expect(new Set(once)).toEqual(new Set(['/', '/1', '/2', '/3']));
  });

  it('with a URL opens it first, unless the user is there: two requests, one action', async () => {
    const site = await startSite(shop);
    const ends = await play(
      [web.follow('/', { text: 'First' }), web.follow('/1#there', { text: 'home' }), web.follow('/', { text: 'Second' })],
      site,
    );
    expect(ends).toMatchObject([ok, ok, ok]);
    expect(paths(site)).toEqual(['/', '/1', '/', '/2']);
  });

  it('fails with no_page when there is no page', async () => {
    const site = await startSite({
      ...shop,
      '/text': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('<a href=/1>'),
    });
    const ends = await play([here(), web.open('/text'), here(), web.follow('/text'), web.open('/missing'), here()], site);
    expect(ends.map(({ error }) => error)).toEqual(['no_page', undefined, 'no_page', 'no_page', 'http_404', 'no_page']);
  });

  it('fails with no_link when none fits, and requests nothing outside the scope', async () => {
    const site = await startSite({ ...shop, '/empty': '<a href=//evil.test/>x</a>' });
    const ends = await play(
      [web.follow('/', { text: 'evil' }), web.follow('/empty'), web.follow('/', { css: 'a', href: '/2', text: 'First' })],
      site,
    );
    expect(ends).toMatchObject([
      failed('no_link', /has no link with text "evil"/),
      failed('no_link', /inside the scope/),
      failed('no_link', /text "First" and css "a" and href "\/2"/),
    ]);
    expect(paths(site)).toEqual(['/', '/empty', '/']);
  });

  it('fails by the status of the page it opens, or of the link', async () => {
    const site = await startSite({ '/': '<a href=/broken>x</a>' });
    const ends = await play([web.follow('/missing'), web.follow('/'), web.follow('/', {}, { expect: 404 })], site);
    expect(ends).toMatchObject([failed('http_404'), failed('http_404'), ok]);
  });

  it('checks what the link leads to', async () => {
    const site = await startSite(shop);
    const ends = await play(
      [web.follow('/', { text: 'Second', contains: 'two' }), web.follow('/', { text: 'Third', contains: 'two' })],
      site,
    );
    expect(ends).toMatchObject([ok, failed('check_failed', /but it is "three"/)]);
  });
});

describe('follow with a form', () => {
  const form = (attributes: string) => `
    <form id=f ${attributes}><input type=hidden name=token value=s3cret><input name=q value=old><input type=checkbox name=agree>
    <input name=user.name><select name=size><option>s<option selected>m</select><button name=go value=1>Go</button></form>`;

  it('submits it with GET, hidden fields and defaults included', async () => {
    const site = await startSite({ '/': form('action="/search?dropped=1"'), '/search': 'found' });
    const ends = await play([web.follow('/', { form: '#f', field: { q: 'new & old', user: { name: 'me' } }, contains: 'found' })], site);
    expect(ends).toMatchObject([ok]);
    expect(paths(site)).toEqual(['/', '/search?token=s3cret&q=new+%26+old&user.name=me&size=m&go=1']);
  });

  it('submits it url-encoded with POST', async () => {
    const site = await startSite({ '/': form('action=/save method=post'), '/save': 'saved' });
    expect(await play([web.open('/'), here({ form: '#f', field: { agree: 'on', q: ['a', 'b'] } })], site)).toMatchObject([ok, ok]);
    expect(site.requests[1]).toMatchObject({ method: 'POST', url: '/save' });
    expect(String(site.requests[1]?.body)).toBe('token=s3cret&q=a&q=b&user.name=&size=m&go=1&agree=on');
    expect(site.requests[1]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  });

  it('submits it as multipart, with the file nobody chose', async () => {
    const html = '<form id=f method=post enctype=multipart/form-data><input name=a value=1><input type=file name=photo></form>';
    const site = await startSite({ '/': html });
    expect(await play([web.follow('/', { form: '#f', field: { a: 'ä' } })], site)).toMatchObject([ok]);
    const [, posted] = site.requests;
    const sent = await new Response(new Uint8Array(posted?.body ?? []), {
      headers: { 'content-type': posted?.headers['content-type'] ?? '' },
    }).formData();
    expect(sent.get('a')).toBe('ä');
    expect(sent.get('photo')).toMatchObject({ name: '', size: 0 });
    expect(posted?.headers['content-length']).toBe(String(posted?.body.length));
  });

  it('fails with no_form for a form or a field that is not there', async () => {
    const site = await startSite({ '/': form('') });
    const ends = await play([web.follow('/', { form: '#g' }), web.follow('/', { form: '#f', field: { quantity: 1 } })], site);
    expect(ends).toMatchObject([failed('no_form', /no form "#g"/), failed('no_form', /no field "quantity"/)]);
    expect(site.requests).toHaveLength(1);
  });
});

describe('parameters of follow', () => {
  it.each([
    [{ css: 'a[' }, /css: is not a CSS selector/],
    [{ form: ':nonsense' }, /form: is not a CSS selector/],
    [{ form: 'form', text: 'x' }, /text: cannot be given together with form/],
    [{ field: { a: '1' } }, /field: needs form/],
    [{ txt: 'x' }, /Unrecognized key/],
  ])('%j are refused', (value, message) => {
    const result = follow.params?.safeParse(value);
    expect(result?.error?.issues.map(({ path, message: what }) => `${path.join('.')}: ${what}`).join('\n')).toMatch(message);
  });

  it('have a JSON Schema', () => {
    expect(z.toJSONSchema(follow.params ?? z.never(), { io: 'input' })).toMatchObject({ additionalProperties: false });
  });

  it('are inferred for who writes an instruction', () => {
    expectTypeOf(web.follow).parameter(1).exclude<undefined>().toHaveProperty('css').toEqualTypeOf<string | undefined>();
    // @ts-expect-error a misspelt parameter does not compile
    web.follow('/', { selector: 'a' });
  });
});
