import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, site, waitOn } from '../../test/play-run.ts';

/** One action a second, evenly spaced: at 0.5 s, 1.5 s, ... */
const steady = { peak: '60/min', arrivals: 'steady' } as const;

describe('a busy user', () => {
  test('lets 10 arrivals wait; the 11th is dropped as busy', async () => {
    const clock = createVirtualClock();
    const { summary, drops, entries } = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { ...steady, patience: '1h' } }],
      // The first action is under way from 0.5 s to 12 s: arrivals at 1.5 ... 10.5 s wait, those at 11.5 s are too many.
      plugins: hooks(({ target }) => (target.pathname === '/long' ? waitOn(clock, 11_500) : undefined)),
      scenarios: [pages('one', ['/long', ...Array.from({ length: 30 }, (_, number) => `/${number}`)])],
      duration: '20s',
    });
    expect(drops).toEqual([{ user: 'a/0', profile: 'a', reason: 'busy', intendedAt: 11_500 }]);
    expect(summary.actions).toMatchObject({ scheduled: 20, started: 19, ok: 19, dropped: { busy: 1 } });
    // What waited begins at once when the user is free, each with its own intended time.
    expect(entries.slice(1, 11).map(({ at, intendedAt }) => [at, intendedAt])).toEqual(
      Array.from({ length: 10 }, (_, number) => [12_000, 1500 + number * 1000]),
    );
    expect(summary.latenessMs.max).toBe(10_500);
    // The slot is lost, the instruction is not.
    expect(entries.map(({ target }) => target.slice(site.length))).toEqual([
      '/long',
      ...Array.from({ length: 18 }, (_, number) => `/${number}`),
    ]);
  });

  test('gives up what has waited for longer than its patience', async () => {
    const clock = createVirtualClock();
    const { drops, entries } = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { ...steady, patience: '2s' } }],
      plugins: hooks(({ target }) => (target.pathname === '/1' ? waitOn(clock, 5000) : undefined)),
      scenarios: [pages('one', ['/1', '/2', '/3', '/4', '/5', '/6'])],
      duration: '8s',
    });
    // Free again at 5.5 s: what was intended before 3.5 s is given up.
    expect(drops.map(({ reason, intendedAt }) => [reason, intendedAt])).toEqual([
      ['busy', 1500],
      ['busy', 2500],
    ]);
    expect(entries.map(({ target, intendedAt }) => [target.slice(-1), intendedAt])).toEqual([
      ['1', 500],
      ['2', 3500],
      ['3', 4500],
      ['4', 5500],
      ['5', 6500],
      ['6', 7500],
    ]);
  });

  test('with a backlog of 0 drops at once', async () => {
    const clock = createVirtualClock();
    const { summary, entries } = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { ...steady, backlog: 0 } }],
      plugins: hooks(() => waitOn(clock, 1200)),
      scenarios: [pages('one', ['/1', '/2', '/3', '/4', '/5'])],
      duration: '10s',
    });
    // Each action takes more than a second and less than two: every other arrival is dropped, and no page is left out.
    expect(summary.actions).toMatchObject({ scheduled: 10, started: 5, ok: 5, dropped: { busy: 5 } });
    expect(entries.map(({ target, at }) => [target.slice(-1), at])).toEqual([
      ['1', 500],
      ['2', 2500],
      ['3', 4500],
      ['4', 6500],
      ['5', 8500],
    ]);
    expect(summary.rate).toEqual({ targetPerMinute: 60, achievedPerMinute: expect.any(Number) });
  });

  test('holds nobody else up', async () => {
    const clock = createVirtualClock();
    const { summary } = await playRun({
      clock,
      profiles: [
        { name: 'busy', pace: { ...steady, backlog: 0 } },
        { name: 'free', pace: { ...steady, backlog: 0 } },
      ],
      plugins: hooks(({ user }) => (user.profile === 'busy' ? waitOn(clock, 70_000) : undefined)),
      duration: '60s',
    });
    expect(summary.byProfile['busy']).toMatchObject({ scheduled: 60, started: 1, dropped: { busy: 59 } });
    expect(summary.byProfile['free']).toMatchObject({ scheduled: 60, started: 60, dropped: {} });
  });
});

describe('faster than real time', () => {
  test('arrivals come closer together, patience does not get shorter', async () => {
    const clock = createVirtualClock();
    const { summary, entries } = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { peak: '1/min', arrivals: 'steady', patience: '2s' } }],
      speed: 60,
      duration: '10m',
      plugins: hooks(({ target }) => (target.pathname === '/slow' ? waitOn(clock, 2600) : undefined)),
      scenarios: [pages('four', ['/1', '/slow', '/3', '/4', '/5'])],
    });
    // Ten minutes in ten seconds. The second action lasts from 1.5 s to 4.1 s: what came at 2.5 s and 3.5 s waited for less than 2 s.
    expect(entries.map(({ intendedAt, at }) => [intendedAt, at])).toEqual([
      [500, 500],
      [1500, 1500],
      [2500, 4100],
      [3500, 4100],
      [4500, 4500],
      [5500, 5500],
      [6500, 6500],
      [7500, 9100],
      [8500, 9100],
      [9500, 9500],
    ]);
    expect(summary.rate.targetPerMinute).toBe(60);
  });
});

describe('what holds arrivals up drops them with its reason', () => {
  test('paused: the run', async () => {
    const { summary, drops, entries } = await playRun({
      profiles: [{ name: 'a', pace: steady }],
      duration: '10s',
      during: async ({ runner, clock }) => {
        await clock.advance(2000);
        runner.pause();
        await clock.advance(3000);
        expect(runner.isPaused).toBe(true);
        runner.resume();
      },
    });
    expect(summary.actions).toMatchObject({ scheduled: 10, started: 7, dropped: { paused: 3 } });
    expect(drops.map(({ intendedAt }) => intendedAt)).toEqual([2500, 3500, 4500]);
    expect(entries.map(({ at }) => at)).toEqual([500, 1500, 5500, 6500, 7500, 8500, 9500]);
  });

  test('paused: closed users wait instead, and go on at the next instruction', async () => {
    const { summary, entries } = await playRun({
      profiles: [{ name: 'a', think: '1s' }],
      duration: '10s',
      during: async ({ runner, clock }) => {
        await clock.advance(1500);
        runner.pause();
        await clock.advance(5000);
        runner.resume();
      },
    });
    expect(summary.actions.dropped).toEqual({});
    expect(entries.map(({ at, target }) => [at, target.slice(-1)])).toEqual([
      [0, '1'],
      [1000, '2'],
      [6500, '3'],
      [7500, '1'],
      [8500, '2'],
      [9500, '3'],
    ]);
  });

  test('lag: the generator itself was too late', async () => {
    const inner = createVirtualClock();
    let lateMs = 0;
    const clock = { ...inner, now: () => inner.now() + lateMs };
    const { summary, drops } = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { ...steady, patience: '500ms' } }],
      duration: '10s',
      during: async () => {
        await clock.advance(1000);
        // As if something had computed for four seconds: every timer that waits is late by then.
        lateMs = 4000;
      },
    });
    expect(drops.map(({ reason, intendedAt }) => [reason, intendedAt])).toEqual([
      ['lag', 1500],
      ['lag', 2500],
      ['lag', 3500],
    ]);
    expect(summary.actions).toMatchObject({ scheduled: 10, started: 7, dropped: { lag: 3 } });
    expect(summary.generator.reasons).toContain('lag');
  });

  test('stopping: what waits when the run stops', async () => {
    const clock = createVirtualClock();
    const { summary, drops } = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { ...steady, patience: '1m' } }],
      plugins: hooks(() => waitOn(clock, 8000)),
      during: async ({ runner }) => {
        await clock.advance(4000);
        runner.stop();
      },
    });
    expect(drops.map(({ reason, intendedAt }) => [reason, intendedAt])).toEqual([
      ['stopping', 1500],
      ['stopping', 2500],
      ['stopping', 3500],
    ]);
    expect(summary.actions).toMatchObject({ scheduled: 4, started: 1, ok: 1, dropped: { stopping: 3 } });
  });
});
