import { actionFor, definePlugin, follow, open, scenario, ScenarioRunner } from '@rushhour/core';
import { expect, test } from 'vitest';
import { createMemoryHttp } from '../memory-http/memory-http.ts';
import { page } from '../site/page.ts';
import { createVirtualClock } from './virtual-clock.ts';

const base = 'https://shop.test';
const action = actionFor();

/** Opens pages through HTTP. */
const pages = definePlugin({
  name: 'pages',
  targets: () => [base],
  origins: () => [base],
  actions: {
    open: action({
      async run({ session, target }) {
        await session.http.navigate({ url: target });
      },
    }),
    follow: action({
      async run({ session }) {
        const link = session.http.page?.links()[0];
        if (link === undefined) throw new Error('no link');
        await session.http.navigate({ url: link.url });
      },
    }),
  },
});

/** Answers at once. */
const instant = definePlugin({
  name: 'instant',
  targets: () => [base],
  origins: () => [base],
  actions: { open: { run: () => undefined } },
});

test('a day of a thousand users passes in virtual time, to the action', async () => {
  const clock = createVirtualClock();
  const runner = new ScenarioRunner({
    scenarios: [scenario('browse', {}, [open(`${base}/`)])],
    plugins: [instant()],
    allow: [base],
    users: 1000,
    think: '1h',
    duration: '24h',
    clock,
  });
  const summary = await clock.runUntil(runner.run());
  expect(summary.actions).toMatchObject({ started: 24_000, ok: 24_000, failed: 0, interrupted: 0 });
  expect(summary.durationMs).toBe(24 * 3_600_000);
});

test('requests in memory take exactly as long as the site says', async () => {
  const clock = createVirtualClock();
  const http = createMemoryHttp(() => ({ ...page(), delayMs: 250 }));
  const runner = new ScenarioRunner({
    scenarios: [scenario('browse', {}, [open(`${base}/`)])],
    plugins: [pages()],
    http,
    allow: [base],
    users: 50,
    think: '750ms',
    duration: '60s',
    clock,
  });
  const summary = await clock.runUntil(runner.run());
  expect(summary.actions).toMatchObject({ started: 3000, ok: 3000 });
  expect(summary.byAction.open?.durationMs.p50).toBeCloseTo(250, -1);
  expect(http.log).toHaveLength(3000);
  expect(summary.requests).toMatchObject({ sent: 3000, answered: 3000, unanswered: 0 });
});

test('a site that never answers is cut at the deadline of each action, to the millisecond', async () => {
  const clock = createVirtualClock();
  const http = createMemoryHttp(() => ({ fault: 'never' }));
  const runner = new ScenarioRunner({
    scenarios: [scenario('browse', {}, [open(`${base}/`)])],
    plugins: [pages()],
    http,
    allow: [base],
    users: 20,
    think: '0',
    timeoutMs: 10_000,
    plays: 6,
    clock,
  });
  const ends: number[] = [];
  runner.on('actionEnd', ({ at, durationMs }) => ends.push(at + durationMs));
  const summary = await clock.runUntil(runner.run());
  expect(summary.actions).toMatchObject({ started: 120, failed: 120 });
  expect(summary.errors).toMatchObject([{ type: 'timeout', count: 120 }]);
  expect([...new Set(ends)]).toEqual([10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  expect(clock.now()).toBe(60_000);
});

test('a day of opening and following, one play a minute, is 1,440 plays', async () => {
  const clock = createVirtualClock();
  const http = createMemoryHttp(() => ({ ...page({ links: ['/next'], headers: { 'set-cookie': 'sid=1' } }), delayMs: 1000 }));
  const runner = new ScenarioRunner({
    scenarios: [scenario('browse', {}, [open(`${base}/`), follow()])],
    plugins: [pages()],
    http,
    allow: [base],
    think: '29s',
    duration: '24h',
    clock,
  });
  const summary = await clock.runUntil(runner.run());
  expect(summary.byScenario['browse']?.plays).toBe(1440);
  expect(summary.actions).toMatchObject({ started: 2880, ok: 2880, failed: 0 });
  expect(http.requests({ path: '/next' })).toHaveLength(1440);
});
