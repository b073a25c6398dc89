import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { readAccessLog } from './access-log.ts';
import { type Nginx, startNginx } from './nginx.ts';
import { requireService } from './require-service.ts';

const nginx = requireService('nginx');
let site: Nginx | undefined;

afterEach(async () => {
  await site?.remove();
  site = undefined;
});

test('serves the documentation and logs every request exactly once', async ({ skip }) => {
  skip(nginx === undefined, 'nginx is missing');
  site = await startNginx({ workers: 2 });
  for (const path of ['/pg/index.html', '/1k.html', '/gone']) await (await fetch(`${site.baseUrl}${path}`)).arrayBuffer();
  await site.stop();
  const lines = await readAccessLog(site.accessLog);
  expect(lines.map(({ method, uri, status }) => `${method} ${uri} ${status}`).toSorted()).toEqual([
    'GET /1k.html 200',
    'GET /gone 410',
    'GET /pg/index.html 200',
  ]);
});

test('keeps what is uploaded, with PUT and as a form', async ({ skip }) => {
  skip(nginx === undefined, 'nginx is missing');
  site = await startNginx();
  expect((await fetch(`${site.baseUrl}/dav/a/b.bin`, { method: 'PUT', body: 'by hand' })).status).toBe(201);
  expect((await fetch(`${site.baseUrl}/form`, { method: 'POST', body: 'a=1&b=2' })).status).toBe(200);
  await site.stop();
  const form = (await readAccessLog(site.accessLog)).find(({ uri }) => uri === '/form');
  expect(await readFile(`${site.davFolder}/a/b.bin`, 'utf8')).toBe('by hand');
  expect(await readFile(form?.bodyFile ?? '', 'utf8')).toBe('a=1&b=2');
});

test('starts a session with a cookie, once', async ({ skip }) => {
  skip(nginx === undefined, 'nginx is missing');
  site = await startNginx({ accessLog: false });
  const first = await fetch(`${site.baseUrl}/session/1k.html`);
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const second = await fetch(`${site.baseUrl}/session/1k.html`, { headers: { cookie } });
  expect(cookie).toMatch(/^session=\w{32}$/);
  expect(second.headers.getSetCookie()).toEqual([]);
  expect((await second.text()).length).toBe(1024);
});
