import { systemClock, type Clock } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';

/** A clock whose waits are over at once, and on record; time moves by what was waited. */
function skippingClock(): { readonly clock: Clock; readonly waits: readonly number[] } {
  const waits: number[] = [];
  let skippedMs = 0;
  const clock: Clock = {
    ...systemClock,
    now: () => skippedMs,
    setTimer(delayMs, callback) {
      // Deadlines of requests are watched with waits of a minute.
      if (delayMs > 10_000) return { cancel: () => undefined };
      waits.push(delayMs);
      setImmediate(() => {
        skippedMs += delayMs;
        callback();
      });
      return { cancel: () => undefined };
    },
  };
  return { clock, waits };
}

const robots = (text: string, status = 200) =>
  serve((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
    else response.end('page');
  });

describe('a site that is not owned', () => {
  it('is asked for robots.txt once, before anything else', async () => {
    const site = await robots('User-agent: *\nDisallow: /private');
    const { session } = openHttp([{ origin: site.origin, owned: false }], { clock: skippingClock().clock });
    const user = session();
    await user.navigate({ url: `${site.origin}/` });
    await expect(user.navigate({ url: `${site.origin}/private/x` })).rejects.toMatchObject({ code: 'robots_disallowed' });
    await user.navigate({ url: `${site.origin}/open` });
    expect(site.requests.map((request) => request.url)).toEqual(['/robots.txt', '/', '/open']);
    expect(site.requests[0]?.headers['user-agent']).toMatch(/^rushhour\//);
  });

  it('may speak to rushhour by name', async () => {
    const site = await robots('User-agent: rushhour\nDisallow: /\n\nUser-agent: *\nAllow: /');
    const { session } = openHttp([{ origin: site.origin, owned: false }], { clock: skippingClock().clock });
    await expect(session().navigate({ url: site.origin })).rejects.toMatchObject({ code: 'robots_disallowed' });
  });

  it('without robots.txt allows all, with one that fails nothing', async () => {
    const without = await robots('', 404);
    const broken = await robots('', 503);
    const { session } = openHttp(
      [without, broken].map(({ origin }) => ({ origin, owned: false })),
      { clock: skippingClock().clock },
    );
    expect((await session().navigate({ url: without.origin })).status).toBe(200);
    await expect(session().navigate({ url: broken.origin })).rejects.toMatchObject({ code: 'robots_disallowed' });
  });

  it('has no links and resources but those robots.txt allows, and what it does not is told once for each folder', async () => {
    const html =
      '<a href="/private/1">1</a><a href="/private/2">2</a><a href="/secret">3</a><a href="/open">4</a><img src="/private/a.png">';
    const site = await serve((request, response) => {
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /private/\nDisallow: /secret');
      else response.setHeader('content-type', 'text/html').end(html);
    });
    const { session, warnings } = openHttp([{ origin: site.origin, owned: false }], { clock: skippingClock().clock });
    const user = session();
    user.keepPage = true;
    await user.navigate({ url: `${site.origin}/` });
    expect(user.page?.links().map(({ url }) => url)).toEqual([`${site.origin}/open`]);
    expect(user.page?.links({ href: '/private/' })).toEqual([]);
    expect(user.page?.resources()).toEqual([]);
    await expect(user.navigate({ url: `${site.origin}/private/3` })).rejects.toMatchObject({ code: 'robots_disallowed' });
    expect(warnings).toEqual(
      ['/private', '/secret'].map(
        (prefix) => `robots.txt of "${site.origin}" disallows pages under "${prefix}", or could not be read; they are skipped.`,
      ),
    );
    expect(site.requests.map(({ url }) => url)).toEqual(['/robots.txt', '/']);
  });

  it('with any number of disallowed folders is told of a hundred times', async () => {
    const html = Array.from({ length: 300 }, (_, at) => `<a href="/f${at}/">x</a>`).join('');
    const site = await serve((request, response) => {
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /f');
      else response.setHeader('content-type', 'text/html').end(html);
    });
    const { session, warnings } = openHttp([{ origin: site.origin, owned: false }], { clock: skippingClock().clock });
    const user = session();
    user.keepPage = true;
    await user.navigate({ url: `${site.origin}/` });
    expect(user.page?.links()).toEqual([]);
    expect(warnings).toHaveLength(100);
  });

  it('gets five requests a second', async () => {
    const site = await robots('');
    const { clock, waits } = skippingClock();
    const { session } = openHttp([{ origin: site.origin, owned: false }], { clock });
    const user = session();
    for (let count = 0; count < 3; count += 1) await user.navigate({ url: site.origin });
    expect(waits).toEqual([200, 200, 200]);
  });
});

it('leaves an owned site alone: neither robots.txt nor a rate', async () => {
  const site = await robots('User-agent: *\nDisallow: /');
  const { clock, waits } = skippingClock();
  const user = openHttp([site.origin], { clock }).session();
  for (let count = 0; count < 3; count += 1) await user.navigate({ url: site.origin });
  expect(site.requests.map((request) => request.url)).toEqual(['/', '/', '/']);
  expect(waits).toEqual([]);
});
