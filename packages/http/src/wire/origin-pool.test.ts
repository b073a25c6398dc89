import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { fixture } from '../../test/fixture.ts';
import { openHttp } from '../../test/open-http.ts';
import { serve, serveRaw, serveSecure } from '../../test/serve.ts';

/** Lets the servers and clients of this process have their turns until something holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** A site that answers when the test lets it. */
async function holdingSite() {
  const held: ServerResponse[] = [];
  const site = await serve((_request, response) => held.push(response));
  return { ...site, held };
}

describe('connections', () => {
  it('are kept by a busy user, one each', async () => {
    const ports = new Map<string, Set<number | undefined>>();
    const site = await serve((request, response) => {
      const user = request.headers['x-user'];
      if (typeof user === 'string') ports.set(user, (ports.get(user) ?? new Set()).add(request.socket.remotePort));
      response.end('x');
    });
    const { session } = openHttp([site.origin]);
    const play = async (name: string) => {
      const user = session();
      const request = Object.freeze({ url: site.origin, headers: { 'x-user': name } });
      for (let count = 0; count < 20; count += 1) await user.navigate(request);
    };
    await Promise.all(['a', 'b', 'c'].map(play));
    expect([...ports.values()].map((seen) => seen.size)).toEqual([1, 1, 1]);
    expect(site.connections).toHaveLength(3);
  });

  it('that are idle are taken by the next user before new ones are made', async () => {
    const site = await serve((_request, response) => response.end('x'));
    const { session } = openHttp([site.origin]);
    for (let user = 0; user < 5; user += 1) await session().navigate({ url: site.origin });
    expect(site.connections).toHaveLength(1);
  });

  it('are waited for above the cap, in order, and the run says so', async () => {
    const site = await holdingSite();
    const { session, transport } = openHttp([site.origin], { connections: 2 });
    const answered: number[] = [];
    const replies = [0, 1, 2, 3].map((user) =>
      session()
        .navigate({ url: site.origin })
        .then(() => answered.push(user)),
    );
    await until(() => site.held.length === 2);
    expect(transport.statistics().connectionLimited).toBe(true);
    for (let round = 0; round < 4; round += 1) {
      await until(() => site.held.length > 0);
      site.held.shift()?.end();
    }
    await Promise.all(replies);
    expect(answered.toSorted()).toEqual([0, 1, 2, 3]);
    expect(site.connections).toHaveLength(2);
    expect(transport.statistics().phases.blocked.count).toBe(4);
  });

  it('that do not come free in time are a `connection_wait`', async () => {
    const site = await holdingSite();
    const { session } = openHttp([site.origin], { connections: 1 });
    const first = session().navigate({ url: site.origin });
    await until(() => site.held.length === 1);
    await expect(session().navigate({ url: site.origin, limits: { totalMs: 30 } })).rejects.toMatchObject({ code: 'connection_wait' });
    site.held[0]?.end();
    expect((await first).status).toBe(200);
  });

  it('are given back by users whose bodies nobody reads', async () => {
    const site = await serve((request, response) => {
      response.statusCode = request.url === '/fails' ? 500 : 200;
      response.end(Buffer.alloc(100_000));
    });
    const { session } = openHttp([site.origin], { connections: 1 });
    for (let count = 0; count < 5; count += 1) expect((await session().navigate({ url: `${site.origin}/fails` })).status).toBe(500);
    expect((await session().navigate({ url: site.origin })).bytesReceived).toBe(100_000);
    expect(site.connections).toHaveLength(1);
  });

  it('are made anew when the server closes after each answer', async () => {
    const site = await serve((_request, response) => response.writeHead(200, { connection: 'close' }).end('x'));
    const { session, transport } = openHttp([site.origin], { connections: 1 });
    const users = [session(), session()];
    for (let count = 0; count < 3; count += 1) await Promise.all(users.map((user) => user.navigate({ url: site.origin })));
    expect(site.connections).toHaveLength(6);
    expect(transport.statistics()).toMatchObject({ sent: 6, answered: 6, byStatus: { 200: 6 } });
  });

  it('of a cut request are closed, and the others go on', async () => {
    const site = await holdingSite();
    const { session } = openHttp([site.origin], { connections: 1 });
    const cut = session();
    const first = cut.navigate({ url: site.origin });
    await until(() => site.held.length === 1);
    const second = session().navigate({ url: site.origin });
    const reason = new Error('enough');
    cut.cancel(reason);
    await expect(first).rejects.toBe(reason);
    await until(() => site.held.length === 2);
    site.held[1]?.end();
    expect((await second).status).toBe(200);
    expect(site.connections).toHaveLength(2);
  });

  it('are not held by a user who is cut while waiting or connecting', async () => {
    const site = await holdingSite();
    const { session, transport } = openHttp([site.origin], { connections: 1 });
    const first = session().navigate({ url: site.origin });
    await until(() => site.held.length === 1);
    const waiting = session();
    const second = waiting.navigate({ url: site.origin });
    waiting.cancel(new Error('waiting'));
    await expect(second).rejects.toThrow('waiting');
    site.held[0]?.end();
    await first;

    const fresh = openHttp([site.origin], { connections: 1 });
    const connecting = fresh.session();
    const third = connecting.navigate({ url: site.origin });
    connecting.cancel(new Error('connecting'));
    await expect(third).rejects.toThrow('connecting');
    expect(fresh.transport.statistics()).toMatchObject({ sent: 0, answered: 0 });
    const fourth = fresh.session().navigate({ url: site.origin });
    await until(() => site.held.length === 2);
    site.held[1]?.end();
    expect((await fourth).status).toBe(200);
    expect(transport.statistics()).toMatchObject({ sent: 1, answered: 1 });
  });

  it('cut while they are made leave room for those who wait', async () => {
    const site = await serve((_request, response) => response.end('home'));
    const { session } = openHttp([site.origin], { connections: 1 });
    const cut = session();
    const first = cut.get(site.origin);
    const second = session().get(site.origin);
    const third = session().get(site.origin);
    cut.cancel(new Error('cut'));
    await expect(first).rejects.toThrow('cut');
    expect([(await second).text(), (await third).text()]).toEqual(['home', 'home']);
  });

  it('are waited for by many who give up, without a line that grows', async () => {
    const site = await holdingSite();
    const { session } = openHttp([site.origin], { connections: 1 });
    const first = session().get(site.origin);
    const patient = session().get(site.origin);
    for (let count = 0; count < 300; count += 1) {
      const user = session();
      const reply = user.get(site.origin);
      user.cancel(new Error('given up'));
      await expect(reply).rejects.toThrow('given up');
    }
    await until(() => site.held.length === 1);
    site.held.shift()?.end();
    await until(() => site.held.length === 1);
    site.held.shift()?.end('mine');
    expect((await first).status).toBe(200);
    expect((await patient).text()).toBe('mine');
  });

  it('carry many requests of their user at a time over HTTP/2', async () => {
    const { createSecureServer } = await import('node:http2');
    const server = createSecureServer({ cert: fixture('server.pem'), key: fixture('server.key.pem') });
    let sessions = 0;
    server.on('session', () => (sessions += 1));
    server.on('request', (request, response) => response.end(request.httpVersion));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const origin = `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const { session, transport } = openHttp([origin], { ca: fixture('ca.pem'), http2: true });
    const user = session();
    expect((await user.get(origin)).text()).toBe('2.0');
    const replies = await Promise.all(Array.from({ length: 6 }, () => user.get(origin)));
    expect(replies.map((reply) => reply.text())).toEqual(Array.from({ length: 6 }, () => '2.0'));
    expect(sessions).toBe(1);
    expect(transport.statistics()).toMatchObject({ sent: 7, answered: 7 });
    await transport.close();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the keep-alive race', () => {
  /** Answers the first request of each connection, and closes it when the second arrives; the third connection serves all. */
  const racing = () => {
    let connections = 0;
    return serveRaw((socket) => {
      connections += 1;
      const isLast = connections > 1;
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (requests === 1 || isLast) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
        else socket.destroy();
      });
    });
  };

  it('is run once more for GET, counted as sent twice', async () => {
    const site = await racing();
    const { session, transport } = openHttp([site.origin]);
    const user = session();
    await user.get(site.origin);
    expect((await user.get(site.origin)).text()).toBe('ok');
    expect(transport.statistics()).toMatchObject({ sent: 3, answered: 2 });
    expect(user.meter.requests).toBe(3);
  });

  it('is run once more for PUT, with its body', async () => {
    const site = await racing();
    const user = openHttp([site.origin]).session();
    await user.get(site.origin);
    const reply = await user.send({ url: site.origin, method: 'PUT', body: { kind: 'bytes', data: 'body', type: 'text/plain' } });
    expect(reply.text()).toBe('ok');
    expect(user.meter.bytesSent).toBe(4);
  });

  it('fails a POST as a reset', async () => {
    const site = await racing();
    const user = openHttp([site.origin]).session();
    await user.get(site.origin);
    await expect(user.postJson(site.origin, {})).rejects.toMatchObject({ code: 'connection_reset' });
  });

  it('is not run again on a connection that was never used', async () => {
    const site = await serveRaw((socket) => socket.once('data', () => socket.destroy()));
    const { session, transport } = openHttp([site.origin]);
    await expect(session().get(site.origin)).rejects.toMatchObject({ code: 'connection_reset' });
    expect(transport.statistics()).toMatchObject({ sent: 1, answered: 0 });
  });
});

it('counts as the access log of the server does', async () => {
  const site = await serveSecure((request, response) => {
    if (request.url === '/missing') response.writeHead(404).end();
    else if (request.url === '/moved') response.writeHead(301, { location: '/' }).end();
    else response.end('home');
  });
  const { session, transport } = openHttp([site.origin], { ca: fixture('ca.pem'), users: 8 });
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const user = session();
      for (const path of ['/', '/missing', '/moved', '/']) await user.navigate({ url: `${site.origin}${path}` });
    }),
  );
  expect(site.requests).toHaveLength(40);
  const { phases, ...counts } = transport.statistics();
  expect(counts).toMatchObject({ sent: 40, answered: 40, byStatus: { 200: 24, 404: 8, 301: 8 } });
  expect([phases.blocked.count, phases.firstByte.count, phases.receive.count]).toEqual([40, 40, 40]);
  expect([phases.connect.count, phases.tls.count]).toEqual([site.connections.length, site.connections.length]);
});
