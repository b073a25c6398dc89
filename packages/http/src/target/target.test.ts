import { createRandom, createScope, systemClock } from '@rushhour/core';
import { expect, it } from 'vitest';
import { createHttp } from '../create-http.ts';
import type { OriginDispatcher } from '../http-options.ts';

/** Answers every request at once with an empty page. */
const answering: OriginDispatcher = {
  dispatch(_options, handler) {
    const controller = {
      aborted: false,
      paused: false,
      reason: null,
      pause: () => undefined,
      resume: () => undefined,
      abort: () => undefined,
    };
    queueMicrotask(() => {
      handler.onRequestStart?.(controller, {});
      handler.onResponseStart?.(controller, 200, { etag: '"x"' }, 'OK');
      handler.onResponseEnd?.(controller, {});
    });
    return true;
  },
};

it('a hundred thousand distinct URLs leave memory where it was', async () => {
  const transport = createHttp({ dispatcher: () => answering }).open({
    id: 'run',
    scope: createScope(['http://a.test']),
    clock: systemClock,
    users: 1,
    warn: () => undefined,
  });
  const session = transport.session({ id: 'visitor/0', random: createRandom(1) });
  const visit = async (from: number, to: number) => {
    for (let page = from; page < to; page += 1) await session.navigate({ url: `http://a.test/products/${page}?session=${page}` });
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  // Well beyond what is remembered, so that every table is as full as it gets.
  const before = await visit(0, 20_000);
  const after = await visit(20_000, 100_000);
  expect(globalThis.gc).toBeDefined();
  // Kept, 80,000 targets would be more than 20 MB.
  expect(after - before).toBeLessThan(4 * 1024 * 1024);
  expect(transport.statistics().sent).toBe(100_000);
  await transport.close();
});
