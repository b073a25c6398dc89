import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseLineFormat, parseYamlScenario } from '@rushhour/core';
import { demoFiles } from './demo-scenarios.ts';
import { startDemoSite, type DemoSite } from './demo-site.ts';

let site: DemoSite;
beforeAll(async () => {
  site = await startDemoSite();
});
afterAll(async () => {
  await site.close();
});

const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(site.url + path, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

test('every link of the shop leads somewhere, but the dead one it keeps on purpose', async () => {
  const seen = new Map<string, number>([['/', 0]]);
  for (const path of seen.keys()) {
    const { status, headers, text } = await get(path);
    seen.set(path, status);
    if (!(headers.get('content-type') ?? '').startsWith('text/html')) continue;
    for (const [, target = ''] of text.matchAll(/(?:href|src)="(\/[^"]*)"/g)) if (!seen.has(target)) seen.set(target, 0);
  }
  expect(seen.size).toBeGreaterThan(20);
  expect([...seen].filter(([, status]) => status !== 200)).toEqual([['/last-season', 410]]);
});

test('a visitor keeps a basket by a cookie', async () => {
  const added = await get('/basket', { method: 'POST', body: new URLSearchParams({ product: 'commuter', quantity: '2' }) });
  expect(added).toMatchObject({ status: 303 });
  const cookie = added.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await get('/basket', { headers: { cookie } })).text).toContain('Commuter</a>, 2 bags');
  expect((await get('/basket')).text).toContain('Your basket is empty');
});

test('what visitors write is text, not markup', async () => {
  const { text } = await get('/checkout', { method: 'POST', body: new URLSearchParams({ name: '<script>1</script>' }) });
  expect(text).toContain('Thank you, &lt;script&gt;');
});

test('the scenarios of the demo have no problems', async () => {
  for (const { name, text, scenario } of demoFiles(site.url)) {
    if (!scenario) continue;
    const parsed = name.endsWith('.yaml')
      ? await parseYamlScenario(text, { file: name, name })
      : parseLineFormat(text, { file: name, name });
    expect(parsed.problems).toEqual([]);
  }
});

test('the YAML scenario of the demo names its schema', () => {
  const yaml = demoFiles(site.url).filter(({ name }) => name.endsWith('.yaml'));
  expect(yaml.map(({ text }) => text.split('\n')[0])).toEqual([
    '# yaml-language-server: $schema=./node_modules/@rushhour/core/schema/scenario.schema.json',
  ]);
});
