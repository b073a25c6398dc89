import type { AllowEntry } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { createHandClock } from '../../test/hand-clock.ts';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';

/** A site that is busy, and says for how long. */
async function busySite(retryAfter: string, { status = 429, entry = {} }: { status?: number; entry?: Partial<AllowEntry> } = {}) {
  const site = await serve((_request, response) => response.writeHead(status, { 'retry-after': retryAfter }).end('busy'));
  const clock = createHandClock();
  const { session, transport, warnings } = openHttp([{ origin: site.origin, ...entry }, 'http://other.test'], { clock });
  const user = session();
  const visit = () => user.get(`${site.origin}/x`);
  const held = () => transport.held(new URL(`${site.origin}/y`));
  return { site, clock, transport, warnings, visit, held };
}

describe('a site that asks to be left alone', () => {
  it.each([429, 503])('by %i is held until then, and told of once', async (status) => {
    const { site, clock, transport, warnings, visit, held } = await busySite('120', { status });
    expect(held()).toBeUndefined();
    await visit();
    expect(held()).toEqual({ reason: 'paused', until: 120_000 });
    expect(transport.held(new URL('http://other.test/'))).toBeUndefined();
    expect(transport.held(new URL('http://outside.test/'))).toBeUndefined();
    await clock.advance(119_999);
    expect(held()).toBeDefined();
    await clock.advance(1);
    expect(held()).toBeUndefined();
    await visit();
    expect(held()).toEqual({ reason: 'paused', until: 240_000 });
    expect(warnings).toEqual([`"${site.origin}" asked to be left alone for "120 s" (Retry-After): no action begins there for 120 s.`]);
  });

  it.each(['1000000000000', '1e12', '9'.repeat(400), 'Fri, 01 Jan 2100 00:00:00 GMT'])(
    'for "%s" is held for five minutes',
    async (retryAfter) => {
      const { visit, held } = await busySite(retryAfter);
      await visit();
      expect(held()).toEqual({ reason: 'paused', until: 300_000 });
    },
  );

  it.each(['soon', '', '0', '-1', 'Thu, 01 Jan 1970 00:00:00 GMT'])('for "%s" is not', async (retryAfter) => {
    const { warnings, visit, held } = await busySite(retryAfter);
    await visit();
    expect([held(), warnings]).toEqual([undefined, []]);
  });

  it('is not where its entry says so, nor by another status', async () => {
    for (const options of [{ entry: { retryAfter: false } }, { status: 500 }, { status: 301 }]) {
      const { visit, held } = await busySite('120', options);
      await visit().catch(() => undefined);
      expect(held()).toBeUndefined();
    }
  });

  it('is held for the longest of what it asked', async () => {
    const waits = ['100', '5'];
    const site = await serve((_request, response) => response.writeHead(429, { 'retry-after': waits.shift() ?? '' }).end());
    const { session, transport } = openHttp([site.origin], { clock: createHandClock() });
    for (let count = 0; count < 2; count += 1) await session().get(site.origin);
    expect(transport.held(new URL(site.origin))).toEqual({ reason: 'paused', until: 100_000 });
  });

  it('still gets what an action under way sends', async () => {
    const { site, visit } = await busySite('120');
    await visit();
    await visit();
    expect(site.requests).toHaveLength(2);
  });
});
