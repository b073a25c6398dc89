import { expect, it } from 'vitest';
import { createHandClock } from '../test/hand-clock.ts';
import { openHttp } from '../test/open-http.ts';
import { serve } from '../test/serve.ts';

it('a crowd at a site that is not owned is served in turn: who gave up waiting does not keep a place in the line', async () => {
  const site = await serve((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else response.end('page');
  });
  const clock = createHandClock();
  const { session } = openHttp([{ origin: site.origin, owned: false }], { clock, users: 50 });
  const users = Array.from({ length: 50 }, () => session());
  const pages = () => site.requests.filter(({ url }) => url === '/').length;
  // Fifty users who ask, give up after a second, and ask again; five of them can be served in each.
  let isOver = false;
  const ask = async (user: (typeof users)[number]): Promise<void> => {
    while (!isOver) await user.get(`${site.origin}/`, { limits: { totalMs: 1000 } }).catch(() => undefined);
  };
  const asking = users.map(ask);
  for (let tick = 0; tick < 40; tick += 1) await clock.advance(100);
  const early = pages();
  for (let tick = 0; tick < 100; tick += 1) await clock.advance(100);
  const late = pages() - early;
  isOver = true;
  for (let tick = 0; tick < 20; tick += 1) await clock.advance(100);
  for (const user of users) user.close();
  await Promise.all(asking);
  expect(early).toBeGreaterThan(0);
  // Ten seconds at five a second, less a few whose turn came as they gave up.
  expect(late).toBeGreaterThanOrEqual(40);
});
