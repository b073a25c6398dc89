import type { AllowEntry } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { createHandClock, settle, type HandClock } from '../../test/hand-clock.ts';
import { openHttp } from '../../test/open-http.ts';
import type { OriginDispatcher } from '../index.ts';

const origin = 'https://shop.test';

/** A site in memory that answers at once, and notes when it was asked. */
function notingSite(clock: HandClock) {
  const asked: number[] = [];
  const dispatcher: OriginDispatcher = {
    dispatch(options, handler) {
      let reason: Error | null = null;
      const controller = {
        get aborted() {
          return reason !== null;
        },
        get reason() {
          return reason;
        },
        paused: false,
        rawHeaders: null,
        rawTrailers: null,
        abort(error: Error) {
          reason = error;
        },
        pause: () => undefined,
        resume: () => undefined,
      };
      queueMicrotask(() => {
        handler.onRequestStart?.(controller, {});
        if (options.path !== '/robots.txt') asked.push(clock.now());
        handler.onResponseStart?.(controller, options.path === '/robots.txt' ? 404 : 200, {}, '');
        handler.onResponseEnd?.(controller, {});
      });
      return true;
    },
  };
  return { asked, dispatcher: () => dispatcher };
}

/** A fleet of transports on one clock, each asking all the time. */
async function askAllTheTime(entry: Partial<AllowEntry>, shards: number, untilMs: number) {
  const clock = createHandClock();
  const { asked, dispatcher } = notingSite(clock);
  for (let index = 0; index < shards; index += 1) {
    const { session } = openHttp([{ origin, ...entry }], { clock, dispatcher, shard: { index, count: shards }, users: 12 });
    for (let user = 0; user < 12; user += 1) {
      const ask = async (): Promise<void> => {
        await session().get(`${origin}/`, { limits: { totalMs: 0 } });
        return ask();
      };
      void ask().catch(() => undefined);
    }
  }
  await settle();
  await clock.advance(untilMs);
  return asked.slice();
}

const mostInAnySecond = (asked: readonly number[]) =>
  Math.max(...asked.map((from) => asked.filter((at) => at >= from && at < from + 1000).length));

describe('the rate of a site', () => {
  it('of 100 a second holds for a fleet of 20 that asks all the time', async () => {
    const asked = await askAllTheTime({ rate: '100/s' }, 20, 3000);
    expect(mostInAnySecond(asked)).toBe(100);
    expect(asked.length).toBe(400);
  });

  it('of fewer requests than processes holds too, and no process is left out', async () => {
    const asked = await askAllTheTime({ rate: '5/s' }, 20, 10_000);
    expect(mostInAnySecond(asked)).toBeLessThanOrEqual(5);
    expect(asked.length).toBeGreaterThan(40);
  });

  it('that is not owned is five a second of the whole fleet, evenly', async () => {
    const asked = await askAllTheTime({ owned: false }, 1, 10_000);
    expect(mostInAnySecond(asked)).toBe(5);
    const distances = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(Math.min(...distances)).toBe(200);
    expect(mostInAnySecond(await askAllTheTime({ owned: false }, 20, 10_000))).toBeLessThanOrEqual(5);
  });

  it('that is used up holds the site, by the line that waits', async () => {
    const clock = createHandClock();
    const { asked, dispatcher } = notingSite(clock);
    const { session, transport } = openHttp([{ origin, rate: '2/s' }, 'https://free.test'], { clock, dispatcher });
    const held = () => transport.held(new URL(origin));
    expect(held()).toBeUndefined();
    await Promise.all([session().get(origin), session().get(origin)]);
    expect(held()).toEqual({ reason: 'rate_cap', until: 1000 });
    expect(transport.held(new URL('https://free.test'))).toBeUndefined();
    const waiting = [session().get(origin), session().get(origin)];
    expect(held()).toEqual({ reason: 'rate_cap', until: 2000 });
    await clock.advance(1000);
    await Promise.all(waiting);
    expect(asked).toEqual([0, 0, 1000, 1000]);
    await clock.advance(1000);
    expect(held()).toBeUndefined();
  });

  it('is waited for inside the deadline: who gives up takes no turn, and is told why', async () => {
    const clock = createHandClock();
    const { asked, dispatcher } = notingSite(clock);
    const { session } = openHttp([{ origin, rate: '30/min' }], { clock, dispatcher });
    await session().get(origin);
    const impatient = session()
      .get(origin, { limits: { totalMs: 500 } })
      .catch((error: unknown) => error);
    const cut = session();
    const cutShort = cut.get(origin).catch((error: unknown) => error);
    const patient = session().get(origin);
    await clock.advance(500);
    expect(await impatient).toMatchObject({ code: 'rate_wait' });
    const reason = new Error('deadline');
    cut.cancel(reason);
    expect(await cutShort).toBe(reason);
    await clock.advance(1500);
    await patient;
    expect(asked).toEqual([0, 2000]);
  });

  it('holds for its entry alone', async () => {
    const clock = createHandClock();
    const { asked, dispatcher } = notingSite(clock);
    const { session, transport } = openHttp([origin, { origin: `${origin}/search`, rate: '1/s' }], { clock, dispatcher });
    await session().get(`${origin}/search?q=1`);
    for (let count = 0; count < 5; count += 1) await session().get(origin);
    expect(asked).toEqual([0, 0, 0, 0, 0, 0]);
    expect(transport.held(new URL(`${origin}/search`))).toMatchObject({ reason: 'rate_cap' });
    expect(transport.held(new URL(origin))).toBeUndefined();
  });

  it('leaves no timer behind when the transport closes', async () => {
    const clock = createHandClock();
    const { session, transport } = openHttp([{ origin, rate: '1/h' }], { clock, dispatcher: notingSite(clock).dispatcher });
    await session().get(origin);
    const waiting = session()
      .get(origin)
      .catch((error: unknown) => error);
    await transport.close();
    expect(await waiting).toMatchObject({ code: 'interrupted' });
    expect(clock.waiting).toBe(0);
  });
});
