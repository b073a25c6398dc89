import { follow, open, scenario, ScenarioRunner } from '@rushhour/core';
import { createMemoryHttp, createVirtualClock } from '@rushhour/testkit';
import { expect, it } from 'vitest';
import { generic } from './generic.ts';

it('a link that robots.txt of a site not owned disallows is never requested, and that is told once', async () => {
  const http = createMemoryHttp({
    'GET /robots.txt': { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /private\n' },
    'GET /': {
      headers: { 'content-type': 'text/html' },
      body: '<a href="/private/1">1</a><a href="/private/2">2</a><a href="/open">3</a>',
    },
    'GET /open': { headers: { 'content-type': 'text/html' }, body: 'open' },
  });
  const clock = createVirtualClock();
  const warnings: string[] = [];
  const runner = new ScenarioRunner({
    scenarios: [scenario('visit', { base: 'https://shop.test' }, [open('/'), follow()])],
    plugins: [generic()],
    http,
    allow: [{ origin: 'https://shop.test', owned: false }],
    think: '0',
    plays: 20,
    seed: 1,
    clock,
  });
  runner.on('warning', ({ message }) => void warnings.push(message));
  await clock.runUntil(runner.run());
  const urls = http.log.map(({ url }) => url);
  expect(urls.filter((url) => url === '/robots.txt')).toHaveLength(1);
  expect(urls.filter((url) => url.startsWith('/private'))).toEqual([]);
  expect(urls).toContain('/open');
  expect(warnings.filter((message) => message.includes('robots.txt'))).toHaveLength(1);
});
