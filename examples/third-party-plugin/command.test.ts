import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunSummary } from '@rushhour/core';
import { createDefaultSite, startLoopbackSite, type DefaultSite, type LoopbackSite } from '@rushhour/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

const command = fileURLToPath(new URL('src/bin.ts', import.meta.resolve('rushhour/package.json')));

let shop: DefaultSite;
let site: LoopbackSite;
beforeAll(async () => {
  shop = createDefaultSite();
  site = await startLoopbackSite({ site: shop.respond });
});
afterAll(() => site.close());

/** Runs the command from its source on visit.txt, with the plugin; resolves with its standard output. */
async function rushhour(name: string, ...options: readonly string[]): Promise<string> {
  const words = [
    '--conditions=@rushhour/source',
    command,
    name,
    'visit.txt',
    '--plugin',
    './local-shop.ts',
    '--base',
    site.baseUrl,
    ...options,
  ];
  const env = { ...process.env, SHOP_URL: site.baseUrl, SHOP_PASSWORD: 'secret' };
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: import.meta.dirname, env });
  return stdout;
}

test('the command says what the plugin takes, and why not the rest', async () => {
  expect((await rushhour('explain')).replaceAll(site.baseUrl, 'http://shop')).toMatchInlineSnapshot(`
    "visit.txt:3  open http://shop/products/lamp
      → shop     takes it: http://shop matches
        generic  http: matches, but http://shop is more specific

    visit.txt:4  upload http://shop/upload
      → shop     takes it: http://shop matches
        generic  http: matches, but http://shop is more specific

    visit.txt:5  download http://shop/account
        shop     has no handler for download
      → generic  takes it: http: matches

    "
  `);
  expect(site.log).toHaveLength(0);
});

test('the command plays it: one login and one logout for each play, and the generic plugin is signed in too', async () => {
  // What --summary writes is the RunSummary of @rushhour/core.
  const summary = JSON.parse(
    await rushhour('run', '--users', '3', '--plays', '2', '--seed', '1', '--quiet', '--summary', '-'),
  ) as RunSummary;
  expect(summary.actions).toMatchObject({ started: 18, ok: 18 });
  expect(summary.byPlugin).toMatchObject({ shop: { started: 12, ok: 12 }, generic: { started: 6, ok: 6 } });
  expect(summary.created).toEqual({ made: 6, removed: 0, left: 6, orphans: 0 });
  expect(shop.uploads).toHaveLength(6);
  expect(site.requests({ method: 'POST', path: '/login' })).toHaveLength(6);
  expect(site.requests({ path: '/logout' })).toHaveLength(6);
  expect(summary.requests.sent).toBe(site.log.length);
});
