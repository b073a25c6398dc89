import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { download, follow, open, upload } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { createMemoryHttp, createVirtualClock } from '@rushhour/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSpyLedger, play } from '../test/play.ts';
import { startSite } from '../test/start-site.ts';

const page = '<p>Here</p><a href="/next">Next</a>';

describe('a failed open leaves no page to follow a link of', () => {
  it.each([
    ['its status was not wanted', () => open('/', {}, { expect: '201' })],
    ['a check failed', () => open('/', { contains: 'nowhere' })],
    ['a resource is missing', () => open('/', { resources: true })],
  ])('because %s', async (_, failing) => {
    const site = await startSite({ '/': `${page}<img src="/missing.png">`, '/next': page });
    const ends = await play([open('/'), failing(), follow()], { base: site.base });
    expect(ends.map(({ outcome, error }) => error ?? outcome)).toEqual(['ok', expect.stringMatching(/^(?:http_|check_)/), 'no_page']);
    expect(site.requests.map(({ url }) => url)).not.toContain('/next');
  });
});

it('an answer that is not HTML leaves no page either', async () => {
  const site = await startSite({
    '/': page,
    '/data': (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  });
  const ends = await play([open('/'), open('/data'), follow()], { base: site.base });
  expect(ends.map(({ error }) => error)).toEqual([undefined, undefined, 'no_page']);
});

it('a deadline longer than the usual minute is a deadline', async () => {
  const clock = createVirtualClock();
  const http = createMemoryHttp({ 'GET /slow': { delayMs: 90_000 } });
  const playing = play([open('/slow', {}, { timeout: '2m' }), follow('/slow', {}, { timeout: '2m' })], {
    base: 'https://shop.test',
    http,
    clock,
  });
  const [end] = await clock.runUntil(playing);
  expect(end).toMatchObject({ outcome: 'ok', durationMs: 90_000 });
});

it('an upload that was taken and led to a page that is missing stays on record', async () => {
  const site = await startSite({ '/photos': (response) => response.writeHead(303, { location: '/gone' }).end() });
  const ledger = createSpyLedger();
  await play([upload('/photos', { file: { name: 'a.txt', data: 'abc' } })], { base: site.base, ledger });
  expect(ledger.entries).toMatchObject([{ state: expect.not.stringMatching('absent') }]);
});

it('a check that fails on a header does not tell the secret it found', async () => {
  const site = await startSite({
    '/': (response) => response.writeHead(200, { 'set-cookie': 'sid=hush; Path=/', 'x-api-key': 'hush', 'x-kind': 'page' }).end(),
  });
  const header = (name: string) => open('/', { header: { [name]: 'nope' } });
  const ends = await play([header('Set-Cookie'), header('x-api-key'), header('x-kind')], { base: site.base });
  expect(ends.map(({ error }) => error)).toEqual(['check_failed', 'check_failed', 'check_failed']);
  expect(JSON.stringify(ends)).not.toContain('hush');
  expect(ends[2]?.message).toContain('but it is "page"');
});

it('a file that vanished since the run began fails its upload alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rushhour-vanish-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'photo.jpg');
  await writeFile(file, 'photo');
  const site = await startSite({
    '/': async (response) => {
      await rm(file);
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    },
    '/photos': (response) => response.end(),
  });
  const ends = await play([open('/'), upload('/photos', { file: 'photo.jpg' }), open('/photos')], { base: site.base, folder });
  expect(ends.map(({ error }) => error)).toEqual([undefined, 'file_not_found', undefined]);
  expect(ends[1]).toMatchObject({ bytesSent: 0, bytesReceived: 0 });
  expect(site.requests.map(({ url }) => url)).toEqual(['/', '/photos']);
  // Paths of this machine are no business of a report.
  expect(ends[1]?.message).toBe('The file "photo.jpg" does not exist.');
});

it('error bodies nobody reads do not keep the next request from the one connection', async () => {
  const site = await startSite({
    '/broken': (response) => response.writeHead(500, { 'content-type': 'text/html' }).end(Buffer.alloc(100_000)),
    '/fine': page,
  });
  const again = [open('/broken'), download('/broken'), upload('/broken', { file: { name: 'a.txt', data: 'abc' } }), open('/fine')];
  const ends = await play([...again, ...again], { base: site.base, http: createHttp({ connections: 1 }), users: 4 });
  expect(ends.filter(({ outcome }) => outcome === 'ok')).toHaveLength(8);
  expect(ends.filter(({ error }) => error === 'http_500')).toHaveLength(24);
  expect(site.requests).toHaveLength(32);
});

describe('what was moved before an action was cut is in its account', () => {
  it('of a download that stalls', async () => {
    const site = await startSite({
      '/file': (response) => response.writeHead(200, { 'content-length': 1_000_000 }).write(Buffer.alloc(100_000)),
    });
    const [end] = await play([download('/file', {}, { timeout: '500ms' })], { base: site.base });
    expect(end).toMatchObject({ outcome: 'failed', error: 'timeout', bytesReceived: 100_000 });
  });

  it('of an upload that is never answered', async () => {
    const site = await startSite({ '/photos': () => undefined });
    const file = { name: 'a.txt', data: 'x'.repeat(50_000) };
    const [end] = await play([upload('/photos', { file, as: 'put' }, { timeout: '500ms' })], { base: site.base });
    expect(end).toMatchObject({ outcome: 'failed', error: 'timeout', bytesSent: 50_000 });
  });

  it('and the next action of the user is not charged for it', async () => {
    const site = await startSite({
      '/file': (response) => response.writeHead(200, { 'content-length': 1_000_000 }).write(Buffer.alloc(100_000)),
      '/': page,
    });
    const ends = await play([download('/file', {}, { timeout: '500ms' }), open('/')], { base: site.base });
    expect(ends[1]).toMatchObject({ outcome: 'ok', bytesReceived: page.length, bytesSent: 0 });
  });
});
