import type { Clock, HttpFault, ManagedHttpSession } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { createHandClock, settle, type HandClock } from '../../test/hand-clock.ts';
import { openHttp } from '../../test/open-http.ts';
import { serve, serveRaw, serveSecure } from '../../test/serve.ts';
import { fixture } from '../../test/fixture.ts';

/** A site that answers when a request has come as a whole, and counts what came. */
async function site() {
  const bodies: number[] = [];
  const served = await serve((request, response) => {
    const index = bodies.push(0) - 1;
    request.on('data', (chunk: Buffer) => (bodies[index] = (bodies[index] ?? 0) + chunk.length));
    request.on('error', () => undefined);
    request.on('end', () => {
      if (request.url === '/chunked') {
        response.write(Buffer.alloc(100_000));
        response.end(Buffer.alloc(100_000));
      } else if (request.url === '/big') response.end(Buffer.alloc(200_000));
      else response.end('ok');
    });
  });
  return { ...served, bodies };
}

/** A fault that tells how often it took effect. */
function fault(given: Partial<HttpFault> & Pick<HttpFault, 'name'>) {
  const made = {
    after: 0.5,
    bytes: undefined,
    delayMs: 0,
    bytesPerSecond: 64_000,
    ...given,
    commits: 0,
    committed() {
      made.commits += 1;
    },
  };
  return made;
}

function session(origin: string, { clock, ...given }: Partial<HttpFault> & Pick<HttpFault, 'name'> & { readonly clock?: Clock }) {
  const { session: open, transport } = openHttp([origin], clock === undefined ? {} : { clock });
  const user = open();
  const committed = fault(given);
  user.fault = committed;
  return { user, transport, committed };
}

const put = (user: ManagedHttpSession, url: string, bytes: number) =>
  user.send({ url, method: 'PUT', body: { kind: 'bytes', data: Buffer.alloc(bytes), type: 'text/plain' } });

const streamed = (user: ManagedHttpSession, url: string, bytes: number) =>
  user.send({
    url,
    method: 'PUT',
    body: {
      kind: 'stream',
      content: { name: 'f', size: bytes, type: 'text/plain', stream: () => pieces(bytes) },
    },
  });

async function* pieces(bytes: number) {
  for (let left = bytes; left > 0; left -= 10_000) yield Buffer.alloc(Math.min(left, 10_000));
}

/** Moves the clock in small steps, so that what comes over loopback keeps up. */
async function pass(clock: HandClock, ms: number) {
  for (let step = 0; step < ms; step += 50) await clock.advance(50);
}

describe('an upload that is aborted on purpose', () => {
  it.each([
    ['of bytes', put],
    ['of a stream', streamed],
  ])('stops after the drawn part of a body %s, and closes the connection', async (_, send) => {
    const { origin, bodies, connections } = await site();
    const { user, committed } = session(origin, { name: 'abortUpload', after: 0.25 });
    await expect(send(user, `${origin}/f`, 200_000)).rejects.toMatchObject({ code: 'fault_injected', type: 'abort_upload' });
    expect(committed.commits).toBeGreaterThan(0);
    expect(user.meter.bytesSent).toBe(50_000);
    await expect.poll(() => connections[0]?.destroyed).toBe(true);
    expect(bodies).toEqual([50_000]);
  });

  it('counts the requests of an action together, and lets none with a body through after it', async () => {
    const { origin, bodies } = await site();
    const { user } = session(origin, { name: 'abortUpload', after: 0.5, bytes: 300_000 });
    expect((await put(user, `${origin}/part-1`, 100_000)).status).toBe(200);
    await expect(put(user, `${origin}/part-2`, 100_000)).rejects.toMatchObject({ type: 'abort_upload' });
    await expect(put(user, `${origin}/part-2`, 100_000)).rejects.toMatchObject({ type: 'abort_upload' });
    expect((await user.send({ url: `${origin}/all`, method: 'DELETE' })).status).toBe(200);
    await expect.poll(() => bodies).toEqual([100_000, 50_000, 0]);
  });

  it('sends no byte more of requests that go on beside it', async () => {
    const { origin, bodies } = await site();
    const { user } = session(origin, { name: 'abortUpload', after: 0.5, bytes: 400_000 });
    const both = await Promise.allSettled([streamed(user, `${origin}/part-1`, 200_000), streamed(user, `${origin}/part-2`, 200_000)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(user.meter.bytesSent).toBeLessThanOrEqual(200_000);
    expect(bodies.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(200_000);
  });

  it('sends one byte at least, so that there is something to abort', async () => {
    const { origin, bodies } = await site();
    const { user } = session(origin, { name: 'abortUpload', after: 0 });
    await expect(put(user, `${origin}/f`, 1000)).rejects.toMatchObject({ type: 'abort_upload' });
    await expect.poll(() => bodies).toEqual([1]);
  });

  it('goes well when there is nothing to abort', async () => {
    const { origin } = await site();
    const { user, committed } = session(origin, { name: 'abortUpload' });
    expect((await put(user, `${origin}/empty`, 0)).status).toBe(200);
    expect(committed.commits).toBe(0);
  });

  it('does so on a slow line too', async () => {
    const { origin, bodies } = await site();
    const { session: open } = openHttp([origin]);
    const user = open({ upBytesPerSecond: 10_000_000 });
    user.fault = fault({ name: 'abortUpload', after: 0.5 });
    await expect(put(user, `${origin}/f`, 200_000)).rejects.toMatchObject({ type: 'abort_upload' });
    await expect.poll(() => bodies).toEqual([100_000]);
  });
});

describe('an upload that stalls on purpose', () => {
  it('sends nothing for a while, then closes the connection', async () => {
    const { origin, bodies, connections } = await site();
    const clock = createHandClock();
    const { user, committed } = session(origin, { clock, name: 'stalledUpload', after: 0.5, delayMs: 5000 });
    const sent = put(user, `${origin}/f`, 10_000);
    sent.catch(() => undefined);
    await expect.poll(() => bodies).toEqual([5000]);
    expect(committed.commits).toBe(1);
    await pass(clock, 4900);
    expect(connections[0]?.destroyed).toBe(false);
    await pass(clock, 100);
    await expect(sent).rejects.toMatchObject({ code: 'fault_injected', type: 'stalled_upload' });
    await expect.poll(() => connections[0]?.destroyed).toBe(true);
    expect(bodies).toEqual([5000]);
  });

  it('waits no longer when it is cut', async () => {
    const { origin, bodies } = await site();
    const { user } = session(origin, { name: 'stalledUpload', delayMs: 3_600_000 });
    const sent = put(user, `${origin}/f`, 10_000);
    await expect.poll(() => bodies).toEqual([5000]);
    user.cancel(new Error('the run is over'));
    await expect(sent).rejects.toThrow('the run is over');
  });
});

describe('a download that is aborted on purpose', () => {
  it.each(['/big', '/chunked'])('is cut after the drawn part of %s', async (path) => {
    const { origin, connections } = await site();
    const { user, committed } = session(origin, { name: 'abortDownload', after: 0.5 });
    await expect(user.get(origin + path)).rejects.toMatchObject({ code: 'fault_injected', type: 'abort_download' });
    expect(user.meter.bytesReceived).toBeLessThan(200_000);
    expect(committed.commits).toBeGreaterThan(0);
    await expect.poll(() => connections[0]?.destroyed).toBe(true);
    // Whoever tries again has no better luck.
    await expect(user.get(origin + path)).rejects.toMatchObject({ type: 'abort_download' });
  });

  it('leaves answers alone that are no file', async () => {
    const { origin } = await serve((_, response) => response.writeHead(404).end('not here'));
    const { user, committed } = session(origin, { name: 'abortDownload' });
    expect((await user.get(`${origin}/f`)).status).toBe(404);
    expect(committed.commits).toBe(0);
  });
});

describe('a reader that is slow on purpose', () => {
  it('takes 200 kB in at 64 kB a second', async () => {
    const { origin } = await site();
    const clock = createHandClock();
    const { user, committed } = session(origin, { clock, name: 'slowReader' });
    let isOver = false;
    const download = user.get(`${origin}/big`);
    void download.then(() => (isOver = true));
    await settle();
    await pass(clock, 2900);
    expect(isOver).toBe(false);
    await pass(clock, 400);
    expect((await download).bytesReceived).toBe(200_000);
    expect(committed.commits).toBeGreaterThan(0);
  });

  it('is none where an answer is too short to notice', async () => {
    const { origin } = await site();
    const { user, committed } = session(origin, { name: 'slowReader' });
    await user.get(`${origin}/`);
    expect(committed.commits).toBe(0);
  });
});

describe('latency that is added on purpose', () => {
  it('goes before each request', async () => {
    const { origin, requests } = await site();
    const clock = createHandClock();
    const { user, committed } = session(origin, { clock, name: 'extraLatency', delayMs: 500 });
    const first = user.get(`${origin}/`);
    await pass(clock, 450);
    expect(requests).toHaveLength(0);
    await pass(clock, 50);
    await first;
    const second = user.get(`${origin}/`);
    await pass(clock, 450);
    expect(requests).toHaveLength(1);
    await pass(clock, 50);
    await second;
    expect(committed.commits).toBe(2);
  });
});

describe('a connection that is reset on purpose', () => {
  it('is reset under the first request, and the next one goes well', async () => {
    const ends: unknown[] = [];
    const { origin, connections } = await serveRaw((socket) => {
      socket.on('error', (error) => ends.push('code' in error ? error.code : error.message));
      const isFirst = connections.length === 0;
      socket.on('data', (head: Buffer) => {
        ends.push(head.toString().slice(0, 6));
        if (!isFirst) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      });
    });
    const { user, committed, transport } = session(origin, { name: 'connectionReset' });
    await expect(user.get(`${origin}/`)).rejects.toMatchObject({ code: 'connection_reset' });
    await expect.poll(() => ends).toContain('ECONNRESET');
    expect(committed.commits).toBe(1);
    expect((await user.get(`${origin}/`)).status).toBe(200);
    expect(committed.commits).toBe(1);
    expect(transport.statistics()).toMatchObject({ sent: 2, answered: 1 });
  });

  it('is not made up for by the one retry on a used connection', async () => {
    const { origin } = await site();
    const { user, committed } = session(origin, { name: 'connectionReset' });
    const later = user.fault;
    user.fault = undefined;
    await user.get(`${origin}/`);
    user.fault = later;
    await expect(user.get(`${origin}/`)).rejects.toMatchObject({ code: 'connection_reset' });
    expect(committed.commits).toBe(1);
  });

  it('is closed where it is one of TLS', async () => {
    const { origin, connections } = await serveSecure(() => undefined);
    const { session: open } = openHttp([origin], { ca: fixture('ca.pem') });
    const user = open();
    user.fault = fault({ name: 'connectionReset' });
    await expect(user.get(`${origin}/`)).rejects.toMatchObject({ code: 'connection_reset' });
    await expect.poll(() => connections[0]?.destroyed).toBe(true);
  });
});
