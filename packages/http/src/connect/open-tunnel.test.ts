import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fixture } from '../../test/fixture.ts';
import { openHttp } from '../../test/open-http.ts';
import { serve, serveSecure } from '../../test/serve.ts';

/** A proxy that tunnels, or refuses with a status. */
async function proxy(status = 200) {
  const asked: { readonly authority: string | undefined; readonly authorization: string | undefined }[] = [];
  const sockets: Socket[] = [];
  const server = createServer((_request, response) => response.writeHead(400).end());
  server.on('connection', (socket: Socket) => sockets.push(socket));
  server.on('connect', (request, socket) => {
    asked.push({ authority: request.url, authorization: request.headers['proxy-authorization'] });
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const [, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    sockets.push(onward);
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, asked };
}

describe('a proxy', () => {
  it('tunnels http and https, and is told who asks', async () => {
    const between = await proxy();
    const plain = await serve((_request, response) => response.end('plain'));
    const secure = await serveSecure((_request, response) => response.end('secure'));
    const { session, transport } = openHttp([plain.origin, secure.origin], {
      ca: fixture('ca.pem'),
      proxy: `http://me:p%40ss@127.0.0.1:${between.port}`,
    });
    const user = session();
    expect((await user.get(plain.origin)).text()).toBe('plain');
    expect((await user.get(secure.origin)).text()).toBe('secure');
    const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    expect(between.asked).toEqual([
      { authority: `127.0.0.1:${plain.port}`, authorization },
      { authority: `127.0.0.1:${secure.port}`, authorization },
    ]);
    expect(plain.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
    expect(transport.statistics().phases).toMatchObject({ connect: { count: 2 }, tls: { count: 1 } });
  });

  it('that refuses is a connection error', async () => {
    const between = await proxy(403);
    const site = await serve((_request, response) => response.end());
    const { session, transport } = openHttp([site.origin], { proxy: `http://127.0.0.1:${between.port}` });
    await expect(session().get(site.origin)).rejects.toMatchObject({ code: 'connection_error', message: expect.stringContaining('"403"') });
    expect(transport.statistics().sent).toBe(0);
  });

  it('that is not there is a refused connection', async () => {
    const site = await serve((_request, response) => response.end());
    await expect(openHttp([site.origin], { proxy: 'http://127.0.0.1:1' }).session().get(site.origin)).rejects.toMatchObject({
      code: 'connection_refused',
    });
  });
});
