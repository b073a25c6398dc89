import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import type { HttpBody, HttpStreamBody } from '@rushhour/core';
import { Client } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createBody } from './create-body.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server that keeps what it is sent, and a client that sends a body to it as the transport does. */
async function startEcho() {
  const received: { headers: IncomingHttpHeaders; raw: Buffer }[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      received.push({ headers: request.headers, raw: Buffer.concat(pieces) });
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  closers.push(
    () => server.close(),
    () => client.destroy(),
  );
  return {
    received,
    async send(body: HttpBody) {
      await post(client, body);
      const last = received.at(-1);
      if (last === undefined) throw new Error('nothing was received');
      return last;
    },
  };
}

async function post(client: Client, body: HttpBody) {
  const { type, length, open } = await createBody(body);
  const headers = { 'content-type': type, 'content-length': String(length) };
  const reply = await client.request({ path: '/', method: 'POST', headers, body: open() });
  await reply.body.dump();
}

const content = (data: Buffer, { size = data.length, name = 'photo.jpg', type = 'image/jpeg', step = 1000 } = {}): HttpStreamBody => ({
  name,
  type,
  size,
  async *stream() {
    for (let at = 0; at < data.length; at += step) yield data.subarray(at, at + step);
  },
});

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

/** Parses a form with an implementation that is not ours. */
const parse = ({ headers, raw }: { headers: IncomingHttpHeaders; raw: Buffer }) =>
  new Response(new Uint8Array(raw), { headers: { 'content-type': String(headers['content-type']) } }).formData();

describe('a multipart body', () => {
  it('arrives byte for byte, with its exact length', async () => {
    const { send } = await startEcho();
    const data = randomBytes(300_001);
    const arrived = await send({ kind: 'multipart', fields: { album: 'süß', tags: ['a', 'b'], n: 3, photo: content(data), yes: true } });
    expect(arrived.headers['content-length']).toBe(String(arrived.raw.length));
    expect(arrived.headers['transfer-encoding']).toBeUndefined();
    const boundary = /boundary=(.+)$/.exec(String(arrived.headers['content-type']))?.[1];
    const text = (name: string, value: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const expected = Buffer.concat([
      Buffer.from(text('album', 'süß') + text('tags', 'a') + text('tags', 'b') + text('n', '3')),
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
      ),
      data,
      Buffer.from(`\r\n${text('yes', 'true')}--${boundary}--\r\n`),
    ]);
    expect(arrived.raw.equals(expected)).toBe(true);
  });

  it('is read as it was meant by another implementation', async () => {
    const { send } = await startEcho();
    const data = randomBytes(5000);
    const form = await parse(await send({ kind: 'multipart', fields: { 'a"\r\nb': 'x', file: content(data, { name: 'ö "q".bin' }) } }));
    const file = form.get('file') as File;
    expect(sha256(new Uint8Array(await file.arrayBuffer()))).toBe(sha256(data));
    expect([file.name, file.type]).toEqual(['ö "q".bin', 'image/jpeg']);
    expect(form.get('a"\r\nb')).toBe('x');
  });

  it('carries empty files, and the file nobody chose', async () => {
    const { send } = await startEcho();
    const empty = content(Buffer.alloc(0), { name: 'empty.txt', type: 'text/plain' });
    const none = content(Buffer.alloc(0), { name: '', type: 'application/octet-stream' });
    const arrived = await send({ kind: 'multipart', fields: { empty, none, after: 'x' } });
    expect(arrived.headers['content-length']).toBe(String(arrived.raw.length));
    expect(String(arrived.raw)).toContain('name="none"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--');
    const form = await parse(arrived);
    expect((form.get('empty') as File).size).toBe(0);
    expect(form.get('after')).toBe('x');
  });

  it('does not let a media type end the header of its part', async () => {
    const { send } = await startEcho();
    const { raw } = await send({ kind: 'multipart', fields: { f: content(Buffer.from('x'), { type: 'a/b\r\nInjected: 1' }) } });
    expect(String(raw)).not.toContain('Injected');
  });

  it('can be sent again with the same boundary', async () => {
    const body = await createBody({ kind: 'multipart', fields: { f: content(Buffer.from('data')) } });
    const read = async () => {
      const opened = body.open();
      if (typeof opened === 'string' || opened instanceof Uint8Array) throw new Error('not a stream');
      return Buffer.concat(await opened.toArray());
    };
    const [first, second] = [await read(), await read()];
    expect(first.length).toBe(body.length);
    expect(second.equals(first)).toBe(true);
  });

  it('lets its files go when it is given up half way', async () => {
    let isClosed = false;
    const endless: HttpStreamBody = {
      ...content(Buffer.alloc(0), { size: 2 ** 40 }),
      async *stream() {
        try {
          for (;;) yield Buffer.alloc(65_536);
        } finally {
          isClosed = true;
        }
      },
    };
    const opened = (await createBody({ kind: 'multipart', fields: { endless } })).open();
    if (typeof opened === 'string' || opened instanceof Uint8Array) throw new Error('not a stream');
    await once(opened, 'readable');
    opened.destroy();
    await once(opened, 'close');
    expect(isClosed).toBe(true);
  });
});

describe('a stream body', () => {
  it('arrives byte for byte, with its exact length', async () => {
    const { send } = await startEcho();
    const data = randomBytes(300_001);
    const arrived = await send({ kind: 'stream', content: content(data), type: 'image/png' });
    expect(arrived.raw.equals(data)).toBe(true);
    expect(arrived.headers).toMatchObject({ 'content-length': '300001', 'content-type': 'image/png' });
  });
});

describe('a form body', () => {
  it('is url-encoded; of a file only the name is sent', async () => {
    const { send } = await startEcho();
    const { raw, headers } = await send({ kind: 'form', fields: { q: 'a b&c', list: ['1', 2], photo: content(Buffer.from('x')) } });
    expect(String(raw)).toBe('q=a+b%26c&list=1&list=2&photo=photo.jpg');
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded;charset=UTF-8');
  });
});

describe('a body that changes while it is sent', () => {
  const data = randomBytes(200_000);
  const wrong = (size: number, kind: 'stream' | 'multipart'): HttpBody =>
    kind === 'stream' ? { kind, content: content(data, { size }) } : { kind, fields: { before: 'x', file: content(data, { size }) } };

  it.each([
    ['truncated', 200_001, 'stream'],
    ['grown', 199_999, 'stream'],
    ['truncated', 200_001, 'multipart'],
    ['grown', 199_999, 'multipart'],
    ['grown from nothing', 0, 'stream'],
    ['grown from nothing', 0, 'multipart'],
  ] as const)('is %s (%d, %s): fails with body_size_mismatch, and its socket is destroyed', async (_how, size, kind) => {
    let received = 0;
    const sockets: Promise<unknown>[] = [];
    const server = createSocketServer((socket) => {
      socket.on('data', (chunk) => (received += chunk.length)).on('error', () => undefined);
      sockets.push(once(socket, 'close').catch(() => undefined));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    closers.push(
      () => server.close(),
      () => client.destroy(),
    );

    await expect(post(client, wrong(size, kind))).rejects.toMatchObject({ code: 'body_size_mismatch' });
    await Promise.all(sockets);
    expect(received).toBeLessThan(200_600);
  });
});
