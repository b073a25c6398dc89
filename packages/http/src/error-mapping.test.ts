import { describe, expect, it } from 'vitest';
import { openHttp } from '../test/open-http.ts';
import { serve, serveRaw } from '../test/serve.ts';
import { toRushhourError } from './error-mapping.ts';

/** Answers every request with bytes, and closes unless told to stay. */
const answering = (bytes: string, stays = false) =>
  serveRaw((socket) => {
    socket.once('data', () => {
      if (stays) socket.write(bytes);
      else socket.end(bytes);
    });
  });

describe('what goes wrong on the wire', () => {
  it('tells a refused connection, and counts nothing as sent', async () => {
    const { session, transport } = openHttp(['http://127.0.0.1:1']);
    await expect(session().navigate({ url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
      code: 'connection_refused',
      cause: { code: 'ECONNREFUSED' },
    });
    expect(transport.statistics()).toMatchObject({ sent: 0, answered: 0, byStatus: {} });
  });

  it('tells a connection that is closed before the answer', async () => {
    const site = await answering('');
    const { session, transport } = openHttp([site.origin]);
    await expect(session().navigate({ url: site.origin })).rejects.toMatchObject({ code: 'connection_reset' });
    expect(transport.statistics()).toMatchObject({ sent: 1, answered: 0 });
  });

  it.each([
    ['HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', 'connection_reset'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n', 'connection_reset'],
    ['SSH-2.0-OpenSSH_9.6\r\n', 'protocol_error'],
    ['HTTP/1.1 200 OK\r\nbad header\r\n\r\n', 'protocol_error'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'protocol_error'],
    ['HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n', 'protocol_error'],
  ])('tells %j as %s', async (bytes, code) => {
    const site = await answering(bytes);
    await expect(openHttp([site.origin]).session().navigate({ url: site.origin })).rejects.toMatchObject({ code });
  });

  it('stops a flood of headers at the limit, and others go on', async () => {
    let flooding = true;
    const flood = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const pour = () => {
          while (flooding && !socket.destroyed && socket.write(`x-flood: ${'x'.repeat(1000)}\r\n`));
        };
        socket.on('drain', pour);
        socket.on('close', () => (flooding = false));
        pour();
      });
    });
    const site = await serve((_request, response) => response.end('home'));
    const { session } = openHttp([flood.origin, site.origin]);
    await expect(session().navigate({ url: flood.origin })).rejects.toMatchObject({ code: 'headers_too_large' });
    expect((await session().navigate({ url: site.origin })).status).toBe(200);
  });

  it('gives up a server that never answers, and one that falls silent', async () => {
    const mute = await serveRaw((socket) => socket.resume());
    const { session } = openHttp([mute.origin]);
    await expect(session().send({ url: mute.origin, limits: { idleMs: 50 } })).rejects.toMatchObject({ code: 'headers_timeout' });
    const halting = await answering('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', true);
    const other = openHttp([halting.origin]).session();
    await expect(other.send({ url: halting.origin, limits: { idleMs: 1000 } })).rejects.toMatchObject({ code: 'body_timeout' });
  });

  it('gives up at the total deadline, however steadily the server drips', async () => {
    const dripping = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
        const drip = () => socket.write('1\r\nx\r\n', () => setTimeout(drip, 5));
        drip();
      });
    });
    const { session } = openHttp([dripping.origin]);
    await expect(session().send({ url: dripping.origin, limits: { totalMs: 100 } })).rejects.toMatchObject({ code: 'timeout' });
  });

  it('keeps queries and passwords out of messages', () => {
    expect(toRushhourError(Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'http://shop.example/a').message).toBe(
      'The request to "http://shop.example/a" failed: connection reset (ECONNRESET).',
    );
  });

  it('reads the code of an aggregate', () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    expect(toRushhourError(new AggregateError([refused]), 'http://x/').code).toBe('connection_refused');
  });

  it('calls what it does not know internal', () => {
    expect(toRushhourError(new TypeError('oops'), 'http://x/').code).toBe('internal');
  });
});
