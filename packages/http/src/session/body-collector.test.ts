import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';

const mebibyte = 1024 * 1024;

describe('bodies', () => {
  it.each([
    ['gzip', gzipSync('größe')],
    ['deflate', deflateSync('größe')],
    ['br', brotliCompressSync('größe')],
    ['identity', Buffer.from('größe')],
  ])('are decoded from %s when they are kept', async (encoding, body) => {
    const site = await serve((_request, response) => response.setHeader('content-encoding', encoding).end(body));
    const reply = await openHttp([site.origin]).session().get(site.origin);
    expect(reply.text()).toBe('größe');
    expect(reply.bytesReceived).toBe(body.length);
  });

  it('are read in the charset of their type', async () => {
    const site = await serve((_request, response) =>
      response.setHeader('content-type', 'text/plain; charset=ISO-8859-1').end(Buffer.from('größe', 'latin1')),
    );
    expect((await openHttp([site.origin]).session().get(site.origin)).text()).toBe('größe');
  });

  it('are kept up to 1 MiB and say so', async () => {
    const site = await serve((_request, response) => response.end(Buffer.alloc(mebibyte + 1)));
    const reply = await openHttp([site.origin]).session().get(site.origin);
    expect(reply).toMatchObject({ truncated: true, bytesReceived: mebibyte + 1 });
    expect(reply.bytes()).toHaveLength(mebibyte);
  });

  it('are drained and counted when nobody wants them', async () => {
    const site = await serve((_request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(mebibyte))));
    const reply = await openHttp([site.origin]).session().navigate({ url: site.origin });
    expect(reply.text()).toBe('');
    expect(reply.bytesReceived).toBeLessThan(2000);
  });

  it('stop at the cap when a small answer decodes to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * mebibyte));
    const site = await serve((_request, response) => response.setHeader('content-encoding', 'gzip').end(bomb));
    const { session } = openHttp([site.origin]);
    let handedOut = 0;
    const sink = (chunk: Uint8Array) => {
      handedOut += chunk.length;
    };
    await expect(session().get(site.origin, { sink, limits: { maxBytes: 8 * mebibyte } })).rejects.toMatchObject({
      code: 'body_too_large',
    });
    expect(handedOut).toBeLessThanOrEqual(8 * mebibyte);
  });

  it.each(['gzip, gzip, gzip, gzip, gzip, gzip', 'lzma', 'gzip'])('that are not what "%s" says fail', async (encoding) => {
    const site = await serve((_request, response) => response.setHeader('content-encoding', encoding).end('plain'));
    const user = openHttp([site.origin], { connections: 1 }).session();
    await expect(user.get(site.origin)).rejects.toMatchObject({ code: 'decode_error' });
    await expect(user.get(site.origin)).rejects.toMatchObject({ code: 'decode_error' });
  });

  it('without end stop at the cap, and the socket is destroyed', async () => {
    let isClosed: (() => void) | undefined;
    const closed = new Promise<void>((resolve) => (isClosed = resolve));
    const site = await serve((_request, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      };
      response.on('drain', pour).on('close', () => isClosed?.());
      pour();
    });
    const { session } = openHttp([site.origin]);
    await expect(session().navigate({ url: site.origin, limits: { maxBytes: mebibyte } })).rejects.toMatchObject({
      code: 'body_too_large',
    });
    await closed;
  });

  it('go to a sink piece by piece, the next one waiting for its promise', async () => {
    const body = Buffer.alloc(3 * mebibyte, 'abc');
    const site = await serve((_request, response) => response.end(body));
    let busy = 0;
    let most = 0;
    const pieces: Uint8Array[] = [];
    const reply = await openHttp([site.origin])
      .session()
      .get(site.origin, {
        sink: async (chunk) => {
          busy += 1;
          most = Math.max(most, busy);
          await new Promise((resolve) => setImmediate(resolve));
          pieces.push(chunk);
          busy -= 1;
        },
      });
    expect(most).toBe(1);
    expect(Buffer.concat(pieces).equals(body)).toBe(true);
    expect(reply.text()).toBe('');
  });

  it('fail with what a sink throws', async () => {
    const site = await serve((_request, response) => response.end('x'));
    const full = Object.assign(new Error('disk full'), { code: 'ENOSPC' });
    const sink = () => Promise.reject(full);
    await expect(openHttp([site.origin]).session().get(site.origin, { sink })).rejects.toBe(full);
  });
});
