import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createSpyLedger, play } from '../test/play.ts';
import { startSite, type SeenRequest } from '../test/start-site.ts';
import { generic } from './generic.ts';
import { upload } from './upload.ts';

const web = generic();
const ok = { outcome: 'ok' };
const failed = (error: string) => ({ outcome: 'failed', error });

async function folderWith(files: Readonly<Record<string, Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'generic-upload-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, data] of Object.entries(files)) await writeFile(join(folder, name), data);
  return folder;
}

const formOf = (request: SeenRequest | undefined) =>
  new Response(new Uint8Array(request?.body ?? []), { headers: { 'content-type': request?.headers['content-type'] ?? '' } }).formData();

const created = (location?: string) => (response: ServerResponse) =>
  response.writeHead(201, location === undefined ? {} : { location }).end();

describe('upload', () => {
  it('sends a file as multipart, byte for byte, with its exact length', async () => {
    const data = randomBytes(3 * 2 ** 20 + 7);
    const site = await startSite({ '/photos': created() });
    const folder = await folderWith({ 'a photo.jpg': data });
    const instruction = web.upload('/photos', {
      file: 'a photo.jpg',
      field: 'image',
      fields: { album: 'Süden', meta: { tag: ['x', 'y'] } },
    });
    const [end] = await play([instruction], { ...site, folder });
    const [request] = site.requests;
    expect(end).toMatchObject({ ...ok, bytesSent: request?.body.length });
    expect(request?.method).toBe('POST');
    expect(request?.headers['content-length']).toBe(String(request?.body.length));
    expect(request?.headers['transfer-encoding']).toBeUndefined();
    const form = await formOf(request);
    const file = form.get('image') as File;
    expect([file.name, file.type]).toEqual(['a photo.jpg', 'image/jpeg']);
    expect(Buffer.from(await file.arrayBuffer()).equals(data)).toBe(true);
    expect([form.get('album'), form.getAll('meta.tag')]).toEqual(['Süden', ['x', 'y']]);
  });

  it.each([
    ['put', undefined, 'PUT'],
    ['post', undefined, 'POST'],
    ['put', 'patch', 'PATCH'],
  ] as const)('sends a file as the body of %s (method %s), byte for byte', async (as, method, sent) => {
    const data = randomBytes(200_001);
    const site = await startSite({ '/f': created() });
    const folder = await folderWith({ 'f.bin': data });
    const instruction = web.upload('/f', {
      file: 'f.bin',
      as,
      type: 'application/x-thing',
      auth: 'u:p',
      headers: { 'x-a': 1 },
      ...(method && { method }),
    });
    expect(await play([instruction], { ...site, folder })).toMatchObject([{ ...ok, bytesSent: data.length }]);
    const [request] = site.requests;
    expect(request?.body.equals(data)).toBe(true);
    expect(request).toMatchObject({
      method: sent,
      headers: { 'content-type': 'application/x-thing', 'content-length': '200001', 'x-a': '1', authorization: `Basic ${btoa('u:p')}` },
    });
  });

  it('sends content given in code, and an empty file', async () => {
    const site = await startSite({ '/f': created() });
    const ends = await play(
      [web.upload('/f', { file: { name: 'n.txt', data: 'text' } }), web.upload('/f', { file: { name: 'e.txt', data: '' } })],
      site,
    );
    expect(ends).toMatchObject([ok, ok]);
    const forms = await Promise.all(site.requests.map(formOf));
    expect(await Promise.all(forms.map((form) => (form.get('file') as File).text()))).toEqual(['text', '']);
  });

  it('checks the answer', async () => {
    const site = await startSite({ '/f': (response) => response.writeHead(200, { 'x-id': '7' }).end('stored') });
    const file = { name: 'n.txt', data: 'text' };
    const ends = await play(
      [web.upload('/f', { file, contains: 'stored', header: { 'x-id': '*' } }), web.upload('/f', { file, contains: 'lost' })],
      site,
    );
    expect(ends).toMatchObject([ok, failed('check_failed')]);
  });

  it('without a file fails with no_file', async () => {
    const site = await startSite({ '/f': created() });
    await play([web.upload('/f', {})], site).then(
      (ends) => expect(ends).toMatchObject([failed('no_file')]),
      (error: unknown) => expect(error).toMatchObject({ code: 'input_invalid' }),
    );
    expect(site.requests).toEqual([]);
  });
});

describe('a file that may not be uploaded', () => {
  it.each([
    ['../../etc/passwd', 'leaves the folder'],
    ['/etc/passwd', 'is absolute'],
    ['a\0b', 'contains a NUL'],
    ['C:\\x', 'is a Windows path'],
    ['link', 'leads out of the folder'],
    ['linked/passwd', 'lies behind a link out of the folder'],
    ['pipe', 'is a pipe'],
    ['zero', 'leads to a device'],
    ['.', 'is a folder'],
    ['missing', 'does not exist'],
  ])('"%s" %s: refused before the first request', async (file) => {
    const folder = await folderWith({});
    await symlink('/etc/passwd', join(folder, 'link'));
    await symlink('/etc', join(folder, 'linked'));
    await symlink('/dev/zero', join(folder, 'zero'));
    await promisify(execFile)('mkfifo', [join(folder, 'pipe')]);
    const site = await startSite({ '/f': created() });
    const refused = play([web.upload('/f', { file })], { ...site, folder });
    await expect(refused).rejects.toMatchObject({ code: 'input_invalid' });
    expect(site.requests).toEqual([]);
  });
});

describe('the ledger', () => {
  const file = { name: 'n.txt', data: 'text' };

  it.each([
    [201, { location: '/things/1' }, {}, 'created', '/things/1'],
    [201, {}, {}, 'created', undefined],
    [201, {}, { as: 'put' }, 'created', '/f'],
    [403, {}, {}, 'absent', undefined],
    [500, {}, {}, 'open', undefined],
  ] as const)('after %d %j %j holds it as %s', async (status, headers, how, state, location) => {
    const site = await startSite({ '/f': (response) => response.writeHead(status, headers).end() });
    const ledger = createSpyLedger();
    await play([web.upload('/f', { file, ...how })], { ...site, ledger });
    const at = location === undefined ? undefined : `${site.base}${location}`;
    expect(ledger.entries).toEqual([{ intention: { marker: `${site.base}/f`, bytes: 4 }, state, location: at }]);
  });

  it('takes where a redirect led for the location', async () => {
    const site = await startSite({ '/f': (response) => response.writeHead(303, { location: '/things/2' }).end(), '/things/2': 'there' });
    const ledger = createSpyLedger();
    await play([web.upload('/f', { file })], { ...site, ledger });
    expect(ledger.entries).toMatchObject([{ state: 'created', location: `${site.base}/things/2` }]);
  });

  it('holds it as absent when there was nobody to send it to, and as open when it was cut', async () => {
    const nobody = createSpyLedger();
    await play([web.upload('/f', { file })], { base: 'http://127.0.0.1:9', ledger: nobody });
    expect(nobody.entries).toMatchObject([{ state: 'absent' }]);
    const cut = createSpyLedger();
    const site = await startSite({ '/f': (response) => response.socket?.destroy() });
    await play([web.upload('/f', { file })], { ...site, ledger: cut });
    expect(cut.entries).toMatchObject([{ state: 'open' }]);
  });

  it('knows of it before the first byte is sent', async () => {
    const ledger = createSpyLedger();
    const states: (string | undefined)[] = [];
    const site = await startSite({
      '/f': (response) => {
        states.push(ledger.entries[0]?.state);
        response.end();
      },
    });
    await play([web.upload('/f', { file })], { ...site, ledger });
    expect(states).toEqual(['open']);
  });
});

describe('a file that changes while it is uploaded', () => {
  it.each([
    ['truncated', 'multipart', 1000],
    ['truncated', 'put', 1000],
    ['grown', 'multipart', 40_000_001],
    ['grown', 'put', 40_000_001],
  ] as const)('is %s (%s): fails with body_size_mismatch, and nothing counts as uploaded', async (_what, as, size) => {
    const folder = await folderWith({ 'f.bin': Buffer.alloc(40_000_000) });
    let completed = 0;
    const server = createServer((request) => {
      request.on('error', () => undefined).on('end', () => (completed += 1));
      // The file changes when its first bytes have arrived, long before the last are read.
      request.once('data', () => {
        request.pause();
        void truncate(join(folder, 'f.bin'), size).then(() => request.resume());
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const ledger = createSpyLedger();
    const ends = await play([web.upload('/f', { file: 'f.bin', as })], { base: `http://127.0.0.1:${port}`, folder, ledger });
    expect(ends).toMatchObject([failed('body_size_mismatch')]);
    expect([completed, ledger.entries[0]?.state]).toEqual([0, 'open']);
  });
});

describe('parameters of upload', () => {
  it.each([
    [{ as: 'delete' }, /as:/],
    [{ as: 'put', field: 'x' }, /field: belongs to a form/],
    [{ as: 'post', fields: { a: 1 } }, /fields: belongs to a form/],
    [{ type: 'image/jpeg\r\nx: y' }, /type: is not a media type/],
    [{ method: 'GET' }, /method: cannot carry a file/],
    [{ headers: { 'Content-Type': 'a/b' } }, /is said with type/],
  ])('%j are refused', (value, message) => {
    const result = upload.params?.safeParse(value);
    expect(result?.error?.issues.map(({ path, message: what }) => `${path.join('.')}: ${what}`).join('\n')).toMatch(message);
  });

  it('have a JSON Schema', () => {
    expect(z.toJSONSchema(upload.params ?? z.never(), { io: 'input' })).toMatchObject({ additionalProperties: false });
  });

  it('are inferred for who writes an instruction', () => {
    expectTypeOf(web.upload)
      .parameter(1)
      .exclude<undefined>()
      .toHaveProperty('as')
      .toEqualTypeOf<'multipart' | 'put' | 'post' | undefined>();
    // @ts-expect-error the file is a path or content
    web.upload('/', { file: 1 });
  });
});
