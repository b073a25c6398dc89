import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { play } from '../test/play.ts';
import { failed, ok } from '../test/outcomes.ts';
import { startSite } from '../test/start-site.ts';
import { download } from './download.ts';
import { generic } from './generic.ts';

const web = generic();

const data = randomBytes(300_000);
const sha256 = createHash('sha256').update(data).digest('hex');
const pdf =
  (headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'application/pdf', ...headers }).end(data);

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'generic-download-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'downloads');
}

describe('download', () => {
  it('counts a file without keeping it', async () => {
    const site = await startSite({ '/f': pdf() });
    expect(await play([web.download('/f', { query: { v: 2 }, auth: 'bearer:T', headers: { 'x-a': 'b' } })], site)).toMatchObject([
      { ...ok, bytesReceived: data.length },
    ]);
    expect(site.requests).toMatchObject([{ method: 'GET', url: '/f?v=2', headers: { authorization: 'Bearer T', 'x-a': 'b' } }]);
  });

  it('checks sum and size of the file, decoded', async () => {
    const site = await startSite({
      '/f': pdf(),
      '/z': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(data)),
    });
    const ends = await play(
      [
        web.download('/f', { sha256: sha256.toUpperCase(), bytes: 300_000 }),
        web.download('/z', { sha256, bytes: '300KB' }),
        web.download('/f', { sha256: '0'.repeat(64) }),
        web.download('/f', { bytes: 299_999 }),
      ],
      site,
    );
    expect(ends).toMatchObject([
      ok,
      ok,
      failed('checksum_mismatch', new RegExp(sha256)),
      failed('check_failed', /"299999" bytes, but the file has "300000"/),
    ]);
  });

  it('checks header, time and body', async () => {
    const site = await startSite({ '/f': pdf(), '/t': 'the text' });
    const ends = await play(
      [
        web.download('/f', { header: { 'content-type': 'application/pdf' }, maxMs: '1m' }),
        web.download('/f', { header: { 'content-type': 'image/*' } }),
        web.download('/t', { contains: 'text' }),
        web.download('/t', { matches: '^text' }),
      ],
      site,
    );
    expect(ends.map(({ error }) => error)).toEqual([undefined, 'check_failed', undefined, 'check_failed']);
  });

  it('leaves the current page alone', async () => {
    const site = await startSite({ '/': '<a href=/n>n</a>', '/n': 'n', '/f': pdf() });
    expect(await play([web.open('/'), web.download('/f'), { action: 'follow', with: {} }], site)).toMatchObject([ok, ok, ok]);
  });
});

describe('save', () => {
  it('keeps the file under a name of our own, for its owner only', async () => {
    const downloads = await emptyFolder();
    const site = await startSite({ '/f': pdf(), '/x': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>') });
    const ends = await play(
      [web.download('/f', { save: true, sha256 }), web.download('/f', { save: true }), web.download('/x', { save: true })],
      {
        ...site,
        downloads,
      },
    );
    expect(ends).toMatchObject([ok, ok, ok]);
    const names = (await readdir(downloads)).sort();
    expect(names.map((name) => name.replace(/\d{10,}/, 'time'))).toEqual([
      expect.stringMatching(/^visitor-\d+-time-1\.pdf$/),
      expect.stringMatching(/^visitor-\d+-time-2\.pdf$/),
      expect.stringMatching(/^visitor-\d+-time-3$/),
    ]);
    const path = join(downloads, names[0] ?? '');
    expect((await readFile(path)).equals(data)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each([['../../x'], ['..\\..\\x'], ['..'], ['x'.repeat(300)], ['con'], ['\u202egpj.exe'], ['/etc/passwd']])(
    'never uses the name the server gives: "%s"',
    async (name) => {
      const downloads = await emptyFolder();
      const site = await startSite({
        '/f': pdf({ 'content-disposition': `attachment; filename="${Buffer.from(name).toString('latin1')}"` }),
      });
      expect(await play([web.download('/f', { save: true })], { ...site, downloads })).toMatchObject([ok]);
      expect(await readdir(downloads)).toEqual([expect.stringMatching(/^visitor-\d+-\d+-1\.pdf$/)]);
      expect(await readdir(join(downloads, '..'))).toEqual(['downloads']);
    },
  );

  it('leaves nothing behind when the download fails', async () => {
    const downloads = await emptyFolder();
    const site = await startSite({
      '/f': pdf(),
      '/cut': (response) => {
        response.writeHead(200, { 'content-length': 1e6 });
        response.write(data, () => response.destroy());
      },
    });
    const save = true;
    const ends = await play(
      [
        web.download('/missing', { save }),
        web.download('/cut', { save }),
        web.download('/f', { save, sha256: '0'.repeat(64) }),
        web.download('/f', { save, bytes: 1 }),
        web.download('/f', { save, contains: 'never' }),
      ],
      { ...site, downloads },
    );
    expect(ends.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'failed'));
    expect(ends[1]?.error).toBe('connection_reset');
    expect(await readdir(downloads)).toEqual([]);
  });

  it('fails with save_failed when the disk takes no more, and removes what was written', async () => {
    const site = await startSite({ '/f': pdf() });
    const script = new URL('../test/save-alone.ts', import.meta.url).pathname;
    // A limit on the size of files answers a write as a full disk does, and needs no disk to be filled.
    const command = 'ulimit -f 100; exec "$0" "$@"';
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      command,
      process.execPath,
      ...process.execArgv,
      script,
      `${site.base}/f`,
      await emptyFolder(),
    ]);
    expect(JSON.parse(stdout)).toEqual({ error: 'save_failed', message: 'A download could not be saved: "EFBIG".', files: [] });
  });

  it('fails with save_failed when the folder cannot be made', async () => {
    const site = await startSite({ '/f': pdf() });
    expect(await play([web.download('/f', { save: true })], { ...site, downloads: '/dev/null/downloads' })).toMatchObject([
      failed('save_failed'),
    ]);
    expect(site.requests).toEqual([]);
  });

  it('fails with save_failed when no folder was declared', async () => {
    const site = await startSite({ '/f': pdf() });
    expect(await play([web.download('/f', { save: true })], site)).toMatchObject([failed('save_failed', /no folder/)]);
    expect(site.requests).toEqual([]);
  });
});

describe('parameters of download', () => {
  it.each([
    [{ sha256: 'abc' }, /sha256: is not a SHA-256/],
    [{ bytes: 'many' }, /bytes: "many" is not a size/],
    [{ save: 'maybe' }, /save/],
    [{ folder: '/tmp' }, /Unrecognized key/],
  ])('%j are refused', (value, message) => {
    const result = download.params?.safeParse(value);
    expect(result?.error?.issues.map(({ path, message: what }) => `${path.join('.')}: ${what}`).join('\n')).toMatch(message);
  });

  it('have a JSON Schema', () => {
    expect(z.toJSONSchema(download.params ?? z.never(), { io: 'input' })).toMatchObject({ additionalProperties: false });
  });

  it('are inferred for who writes an instruction', () => {
    expectTypeOf(web.download).parameter(1).exclude<undefined>().toHaveProperty('sha256').toEqualTypeOf<string | undefined>();
    // @ts-expect-error a misspelt parameter does not compile
    web.download('/', { sha: 'x' });
  });
});
