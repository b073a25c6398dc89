import { describe, expect, it } from 'vitest';
import { fixture } from '../../test/fixture.ts';
import { openHttp } from '../../test/open-http.ts';
import { serve, serveSecure } from '../../test/serve.ts';

const hosts = { 'shop.example.com': '127.0.0.1', 'other.test': '127.0.0.1', 'www.shop.example.com': '127.0.0.1' };

/** A site that sets the cookies asked for in the query, and shows those it gets. */
const cookieSite = () =>
  serve((request, response) => {
    const wanted = new URL(request.url ?? '/', 'http://site').searchParams.getAll('set');
    response.setHeader('set-cookie', wanted).end(request.headers.cookie ?? '');
  });

const asking = (origin: string, ...cookies: readonly string[]) =>
  `${origin}/?${cookies.map((cookie) => `set=${encodeURIComponent(cookie)}`).join('&')}`;

describe('cookies', () => {
  it('are sent back, changed and forgotten as the site says', async () => {
    const site = await cookieSite();
    const user = openHttp([site.origin]).session();
    await user.get(asking(site.origin, 'a=1', 'b=2; Path=/deep'));
    expect((await user.get(`${site.origin}/`)).text()).toBe('a=1');
    expect((await user.get(`${site.origin}/deep/er`)).text()).toBe('b=2; a=1');
    await user.get(asking(site.origin, 'a=3'));
    expect((await user.get(`${site.origin}/`)).text()).toBe('a=3');
    await user.get(asking(site.origin, 'a=; Max-Age=0'));
    expect((await user.get(`${site.origin}/`)).text()).toBe('');
  });

  it('of two users never mix', async () => {
    const site = await cookieSite();
    const { session } = openHttp([site.origin], { connections: 1 });
    const alice = session();
    const bob = session();
    await Promise.all([alice.get(asking(site.origin, 'who=alice')), bob.get(asking(site.origin, 'who=bob'))]);
    expect(await Promise.all([alice, bob].map(async (user) => (await user.get(site.origin)).text()))).toEqual(['who=alice', 'who=bob']);
  });

  it('for a public suffix, another site or a parent that is none are refused', async () => {
    const site = await cookieSite();
    const shop = `http://shop.example.com:${site.port}`;
    const other = `http://other.test:${site.port}`;
    const user = openHttp([shop, other], { hosts }).session();
    await user.get(asking(shop, 'x=1; Domain=com', 'y=1; Domain=other.test', 'z=1; Domain=op.example.com', 'ok=1'));
    expect((await user.get(shop)).text()).toBe('ok=1');
    expect((await user.get(other)).text()).toBe('');
  });

  it('of a domain reach its subdomains, those of a host do not', async () => {
    const site = await cookieSite();
    const shop = `http://shop.example.com:${site.port}`;
    const sub = `http://www.shop.example.com:${site.port}`;
    const user = openHttp([shop, sub], { hosts }).session();
    await user.get(asking(shop, 'wide=1; Domain=shop.example.com', 'narrow=1'));
    expect((await user.get(sub)).text()).toBe('wide=1');
  });

  it('are bounded: fifty a host, 4 KiB each', async () => {
    const site = await cookieSite();
    const user = openHttp([site.origin]).session();
    for (let batch = 0; batch < 20; batch += 1) {
      await user.get(asking(site.origin, ...Array.from({ length: 50 }, (_, index) => `c${batch * 50 + index}=1`)));
    }
    expect((await user.get(site.origin)).text().split('; ')).toHaveLength(50);
    const other = openHttp([site.origin]).session();
    await other.get(asking(site.origin, `big=${'x'.repeat(5000)}`, 'small=1'));
    expect((await other.get(site.origin)).text()).toBe('small=1');
  });

  it('marked secure are neither taken from http nor sent over it', async () => {
    const plain = await cookieSite();
    const secure = await serveSecure((request, response) =>
      response.setHeader('set-cookie', 's=1; Secure; Path=/').end(request.headers.cookie ?? ''),
    );
    const user = openHttp([plain.origin, secure.origin], { ca: fixture('ca.pem') }).session();
    await user.get(asking(plain.origin, 'p=1; Secure'));
    await user.get(secure.origin);
    expect((await user.get(plain.origin)).text()).toBe('');
    expect((await user.get(secure.origin)).text()).toBe('s=1');
  });

  it('that expire are not sent from the remembered header', async () => {
    const site = await cookieSite();
    const user = openHttp([site.origin]).session();
    await user.get(asking(site.origin, `old=1; Expires=${new Date(0).toUTCString()}`, 'new=1'));
    expect((await user.get(site.origin)).text()).toBe('new=1');
  });

  it('set on a redirect are there at the next hop', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/login') response.writeHead(303, { location: '/home', 'set-cookie': 'sid=1; Path=/' }).end();
      else response.end(request.headers.cookie ?? '');
    });
    expect((await openHttp([site.origin]).session().get(`${site.origin}/login`)).text()).toBe('sid=1');
  });
});
