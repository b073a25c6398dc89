import { createHash, randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { download, follow, open, scenario, ScenarioRunner, upload, type RunSummary, type ScenarioRunnerOptions } from '@rushhour/core';
import { createHttp, type HttpExchange } from '@rushhour/http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAccessLog } from '../../../scripts/services/access-log.ts';
import { startNginx, type Nginx } from '../../../scripts/services/nginx.ts';
import { requireService } from '../../../scripts/services/require-service.ts';
import { generic } from './generic.ts';

const isMissing = requireService('nginx') === undefined;

/** A real web site: nginx with the PostgreSQL documentation, 1,169 pages. Its access log is the oracle. */
describe.skipIf(isMissing)('against nginx', () => {
  let site: Nginx;
  let folder: string;

  beforeAll(async () => {
    site = await startNginx({ workers: 1 });
    folder = await mkdtemp(join(tmpdir(), 'rushhour-real-'));
  });

  afterAll(async () => {
    await site.remove();
    await rm(folder, { recursive: true });
  });

  async function play(options: Omit<ScenarioRunnerOptions, 'plugins' | 'http'>) {
    const traced: HttpExchange[] = [];
    const runner = new ScenarioRunner({
      plugins: [generic()],
      http: createHttp({ trace: (exchange) => void traced.push(exchange) }),
      think: '0',
      allow: [site.baseUrl],
      seed: 'real',
      ...options,
    });
    return { summary: await runner.run(), traced };
  }

  function expectBalancedBooks({ actions }: RunSummary) {
    expect(actions.scheduled).toBe(actions.started);
    expect(actions.started).toBe(actions.ok + actions.failed + actions.interrupted);
  }

  test('10,000 actions of open and follow fail nowhere, and the access log has the same requests line for line', async () => {
    const base = `${site.baseUrl}/pg/index.html`;
    // One page of the site has no link at all (legalnotice.html, two links away from these), so a walk takes two steps at a time.
    const chapters = ['sql-commands', 'catalogs', 'functions', 'contrib', 'admin', 'client-interfaces', 'internals', 'reference-client'];
    const walk = scenario(
      'walk',
      { base },
      chapters.flatMap((chapter) => [open(`${chapter}.html`), follow(), follow()]),
    );
    const browse = scenario('browse', { base, order: 'random' }, [
      open('index.html'),
      open('tutorial.html'),
      follow('sql-select.html', { css: 'a.xref' }),
      follow('sql.html', { text: 'next' }),
      open('no-such-page.html'),
    ]);
    const { summary, traced } = await play({ scenarios: [walk, browse], users: 16, actions: 10_000 });
    const log = await settledLog(site, summary.requests.sent);

    expectBalancedBooks(summary);
    expect(summary.actions.started).toBe(10_000);
    expect(summary.byScenario['walk']?.started).toBeGreaterThan(1000);
    expect(summary.byScenario['browse']?.started).toBeGreaterThan(1000);
    // Nothing fails but the page that the site does not have.
    expect(summary.errors.map(({ type }) => type)).toEqual(['http_404']);
    expect(summary.actions.failed).toBe(summary.byStep['open no-such-page.html']?.started);
    expect(log.filter(({ status }) => status === 404).map(({ uri }) => uri)).toEqual(
      Array.from({ length: summary.actions.failed }, () => '/pg/no-such-page.html'),
    );
    // Line for line: as many, and the same ones.
    expect(summary.requests.unanswered).toBe(0);
    expect(log).toHaveLength(summary.requests.sent);
    const wire = traced.map(({ method, url, status }) => `${method} ${new URL(url).pathname} ${status}`);
    expect(wire.sort()).toEqual(log.map(({ method, uri, status }) => `${method} ${uri} ${status}`).sort());
    // A walk at random sees much of the site.
    expect(new Set(log.map(({ uri }) => uri)).size).toBeGreaterThan(500);
  }, 120_000);

  test('a PUT and a multipart form arrive byte for byte', async () => {
    const content = randomBytes(3_000_001);
    await writeFile(join(folder, 'photo.bin'), content);
    const sends = scenario('sends', { base: site.baseUrl, folder }, [
      upload('/dav/{run}/{user}-{play}.bin', { file: 'photo.bin', as: 'put' }, { expect: 201 }),
      upload('/form', { file: 'photo.bin', field: 'image', fields: { album: 'summer & "autumn"' } }),
    ]);
    const { summary, traced } = await play({ scenarios: [sends], users: 2, plays: 2 });
    expect(summary.errors).toEqual([]);
    expect(summary.actions.ok).toBe(8);
    expect(summary.created).toEqual({ made: 8, removed: 0, left: 8, orphans: 0 });
    for (const name of ['visitor-0-0', 'visitor-0-1', 'visitor-1-0', 'visitor-1-1']) {
      expect((await readFile(join(site.davFolder, summary.run, `${name}.bin`))).equals(content)).toBe(true);
    }
    const lines = (await readAccessLogWhen(site, (log) => log.filter(({ uri }) => uri === '/form').length === 4)).filter(
      ({ uri }) => uri === '/form',
    );
    const forms = traced.filter(({ url }) => url.endsWith('/form'));
    for (const [index, { bodyFile }] of lines.entries()) {
      const body = await readFile(bodyFile);
      const boundary = body.subarray(0, body.indexOf('\r\n')).toString();
      expect(body.toString('latin1')).toBe(
        `${boundary}\r\nContent-Disposition: form-data; name="album"\r\n\r\nsummer & "autumn"\r\n` +
          `${boundary}\r\nContent-Disposition: form-data; name="image"; filename="photo.bin"\r\n` +
          `Content-Type: application/octet-stream\r\n\r\n${content.toString('latin1')}\r\n${boundary}--\r\n`,
      );
      expect(forms[index]?.requestHeaders['content-length']).toBe(String(body.length));
    }
  });

  test('a download of 1 GiB is counted and summed while memory grows by less than 64 MiB', async () => {
    const script = new URL('../test/download-alone.ts', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, script, `${site.baseUrl}/files/big.bin`]);
    // What that script prints.
    const { bytesReceived, grownBytes, error } = JSON.parse(stdout) as {
      readonly bytesReceived: number;
      readonly grownBytes: number;
      readonly error?: string;
    };
    expect(error).toBeUndefined();
    expect(bytesReceived).toBe(1024 ** 3);
    expect(grownBytes).toBeLessThan(64 * 1024 ** 2);
  }, 120_000);

  test('a checksum that does not fit fails the download', async () => {
    const right = createHash('sha256')
      .update(await readFile(join(site.docsFolder, 'index.html')))
      .digest('hex');
    const gets = scenario('gets', { base: site.baseUrl }, [
      download('/pg/index.html', { sha256: right }),
      download('/pg/index.html', { sha256: right.replace(/./, (digit) => (digit === '0' ? '1' : '0')) }),
    ]);
    const { summary } = await play({ scenarios: [gets], plays: 1 });
    expect(summary.actions).toMatchObject({ ok: 1, failed: 1 });
    expect(summary.errors.map(({ type }) => type)).toEqual(['checksum_mismatch']);
  });
});

/** The log once it holds so many lines; nginx writes it at most a second late. */
async function settledLog(site: Nginx, lines: number) {
  return readAccessLogWhen(site, (log) => log.length >= lines);
}

async function readAccessLogWhen(site: Nginx, isComplete: (log: Awaited<ReturnType<typeof readAccessLog>>) => boolean) {
  let log = await readAccessLog(site.accessLog);
  for (let look = 0; look < 50 && !isComplete(log); look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    log = await readAccessLog(site.accessLog);
  }
  return log;
}
