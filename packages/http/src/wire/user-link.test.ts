import type { HttpStreamBody } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { createHandClock, settle, type HandClock } from '../../test/hand-clock.ts';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';

const megabyte = Buffer.alloc(1_000_000, 'x');

/** A site that hands a megabyte out, and notes how much came in. */
async function site() {
  let uploaded = 0;
  let ended = 0;
  const served = await serve((request, response) => {
    request.on('data', (chunk: Buffer) => (uploaded += chunk.length));
    request.on('end', () => {
      ended += 1;
      response.end(request.url === '/big' ? megabyte : 'ok');
    });
  });
  return { origin: served.origin, requests: served.requests, uploaded: () => uploaded, ended: () => ended };
}

/** Whether work is over. */
function watch(work: Promise<unknown>) {
  const state = { isOver: false };
  void work.catch(() => undefined).then(() => (state.isOver = true));
  return state;
}

/** Moves the clock in small steps, so that what comes over loopback keeps up. */
async function pass(clock: HandClock, ms: number) {
  for (let step = 0; step < ms; step += 50) await clock.advance(50);
}

describe('a user on a slow line', () => {
  it('gets a megabyte in a second at a megabyte a second', async () => {
    const { origin } = await site();
    const clock = createHandClock();
    const user = openHttp([origin], { clock }).session({ downBytesPerSecond: 1_000_000 });
    const download = user.get(`${origin}/big`);
    const state = watch(download);
    await settle();
    await pass(clock, 900);
    expect(state.isOver).toBe(false);
    expect(user.meter.bytesReceived).toBeLessThan(1_000_000);
    await pass(clock, 250);
    expect(state.isOver).toBe(true);
    expect((await download).bytesReceived).toBe(1_000_000);
  });

  it('shares it among requests', async () => {
    const { origin } = await site();
    const clock = createHandClock();
    const user = openHttp([origin], { clock, users: 2 }).session({ downBytesPerSecond: 1_000_000 });
    const states = [user.get(`${origin}/big`), user.get(`${origin}/big`)].map(watch);
    await settle();
    await pass(clock, 1500);
    expect(states.every(({ isOver }) => isOver)).toBe(false);
    await pass(clock, 800);
    expect(states.every(({ isOver }) => isOver)).toBe(true);
  });

  it('waits for the slower of the line and what the body goes to', async () => {
    const { origin } = await site();
    const clock = createHandClock();
    const user = openHttp([origin], { clock }).session({ downBytesPerSecond: 10_000_000 });
    let received = 0;
    let release: () => void = () => undefined;
    const isFull = new Promise<void>((resolve) => (release = resolve));
    const download = user.send({
      url: `${origin}/big`,
      sink(chunk) {
        received += chunk.length;
        return isFull;
      },
    });
    await settle();
    await pass(clock, 1000);
    expect(received).toBeLessThan(1_000_000);
    release();
    const state = watch(download);
    await pass(clock, 300);
    expect(state.isOver).toBe(true);
    expect(received).toBe(1_000_000);
  });

  it.each<readonly [string, Uint8Array | HttpStreamBody]>([
    ['at hand', megabyte],
    [
      'of a stream',
      {
        name: 'x.bin',
        type: 'application/octet-stream',
        size: megabyte.length,
        async *stream() {
          for (let at = 0; at < megabyte.length; at += 300_000) yield megabyte.subarray(at, at + 300_000);
        },
      },
    ],
  ])('sends a megabyte %s in two seconds at 4 Mbit/s', async (_, content) => {
    const { origin, requests, uploaded, ended } = await site();
    const clock = createHandClock();
    const user = openHttp([origin], { clock }).session({ upBytesPerSecond: 500_000 });
    const body =
      content instanceof Uint8Array
        ? ({ kind: 'bytes', data: content, type: 'application/octet-stream' } as const)
        : ({ kind: 'stream', content } as const);
    const upload = user.send({ url: `${origin}/up`, method: 'POST', body });
    const state = watch(upload);
    await settle();
    await pass(clock, 1000);
    expect(uploaded()).toBeGreaterThan(300_000);
    expect(uploaded()).toBeLessThan(600_000);
    await pass(clock, 800);
    expect(ended()).toBe(0);
    await pass(clock, 300);
    expect(state.isOver).toBe(true);
    expect(uploaded()).toBe(1_000_000);
    expect(requests[0]?.headers['content-length']).toBe('1000000');
    expect(user.meter.bytesSent).toBe(1_000_000);
  });

  it('sends each request late by the latency, which is no waiting for a connection', async () => {
    const { origin, requests } = await site();
    const clock = createHandClock();
    const { session, transport } = openHttp([origin], { clock });
    const visit = session({ latencyMs: 200 }).get(origin);
    await settle();
    await clock.advance(199);
    expect(requests).toHaveLength(0);
    await clock.advance(1);
    expect(await visit).toMatchObject({ status: 200, durationMs: 200 });
    expect(transport.statistics().phases.blocked).toMatchObject({ count: 1, maxMs: 0 });
  });

  it('can be cut while the request is held back, and its connection serves the next', async () => {
    const { origin, requests } = await site();
    const clock = createHandClock();
    const { session, transport } = openHttp([origin], { clock, connections: 1 });
    const user = session({ latencyMs: 200 });
    const first = user.get(origin).catch((error: unknown) => error);
    await clock.advance(100);
    const reason = new Error('deadline');
    user.cancel(reason);
    expect(await first).toBe(reason);
    await clock.advance(500);
    expect(requests).toHaveLength(0);
    const second = user.get(origin);
    await clock.advance(200);
    expect((await second).status).toBe(200);
    expect(transport.statistics()).toMatchObject({ sent: 1, answered: 1, connectionLimited: false });
  });

  it('can be cut in the middle of a body, either way; nothing is left behind', async () => {
    const { origin } = await site();
    const clock = createHandClock();
    const { session, transport } = openHttp([origin], { clock, users: 2 });
    const user = session({ downBytesPerSecond: 1000, upBytesPerSecond: 1000 });
    const download = user.get(`${origin}/big`).catch((error: unknown) => error);
    const body = { kind: 'bytes', data: megabyte, type: 'text/plain' } as const;
    const upload = user.send({ url: origin, method: 'POST', body }).catch((error: unknown) => error);
    await settle();
    await clock.advance(1000);
    const reason = new Error('deadline');
    user.cancel(reason);
    expect(await Promise.all([download, upload])).toEqual([reason, reason]);
    await transport.close();
    await settle();
    expect(clock.waiting).toBe(0);
  });

  it('fails as others do when its file is not what it said', async () => {
    const { origin } = await site();
    const clock = createHandClock();
    const user = openHttp([origin], { clock }).session({ upBytesPerSecond: 1_000_000 });
    const content: HttpStreamBody = {
      name: 'x',
      type: 'text/plain',
      size: 9,
      stream: async function* () {
        yield Buffer.from('short');
      },
    };
    const upload = user.send({ url: origin, method: 'POST', body: { kind: 'stream', content } }).catch((error: unknown) => error);
    await settle();
    await pass(clock, 200);
    expect(await upload).toMatchObject({ code: 'body_size_mismatch' });
  });
});
