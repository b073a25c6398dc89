import { createVirtualClock, type VirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, site, waitOn, type PlayedRun, type RunUnderTestOptions } from '../../test/play-run.ts';
import { definePlugin } from '../plugin/define-plugin.ts';

/** People in all phases of their lives at 10:00, when the run is stopped. */
const everybody: Pick<RunUnderTestOptions, 'profiles' | 'start' | 'scenarios'> = {
  start: '2026-05-04T09:59:00Z',
  scenarios: [pages(), pages('in', ['/in']), pages('out', ['/out'])],
  profiles: [
    { name: 'busy', count: 5, pace: { peak: '5/s', backlog: 10, patience: '10s' } },
    { name: 'strict', count: 5, pace: { peak: '5/s', arrivals: 'steady', backlog: 0 } },
    { name: 'thinking', count: 5, think: '0-5s' },
    { name: 'eager', count: 5, think: '0' },
    { name: 'asleep', count: 5, hours: '20:00-22:00', think: '1s' },
    { name: 'polite', count: 5, think: '1s', start: 'in', end: 'out' },
    { name: 'keeping', count: 5, think: '1s', session: 'user' },
    { name: 'growing', think: '1s', load: [{ ramp: '0-10 users', for: '2m' }] },
  ],
};

/** A plugin that answers until it hangs, and then never: not to signals, not at closing time. */
function hangingSite(clock: VirtualClock, isHanging: () => boolean) {
  const never = new Promise<never>(() => undefined);
  return definePlugin({
    name: 'hanging',
    targets: () => [site],
    origins: () => [site],
    createSession: async () => ({}),
    closeSession: () => (isHanging() ? never : undefined),
    actions: { open: { run: async () => (isHanging() ? never : waitOn(clock, 100)) } },
  })();
}

const startsAfter = ({ starts }: Pick<PlayedRun, 'starts'>, at: number) => starts.filter((start) => start > at);

describe('a stop with a population', () => {
  test('that answers: nobody begins anything new, and all is over as soon as what was under way has ended', async () => {
    const clock = createVirtualClock();
    const run = await playRun({
      ...everybody,
      clock,
      plugins: hooks(() => waitOn(clock, 700)),
      during: async ({ runner }) => {
        await clock.advance(60_000);
        runner.stop('signal');
      },
    });
    // Only the polite say goodbye: after the action under way, and then once.
    const late = run.entries.filter(({ at }) => at > 60_000);
    expect(late.map(({ target }) => target)).toEqual(late.map(() => `${site}/out`));
    expect(late.length).toBeLessThanOrEqual(5);
    expect(run.entries.filter(({ target }) => target === `${site}/out`)).toHaveLength(5);
    expect(run.phases.map(([phase]) => phase)).toEqual(['running', 'draining', 'cleaning', 'flushing', 'stopped']);
    expect(run.phases.at(-1)?.[1]).toBeLessThanOrEqual(61_400);
    expect(run.summary.actions).toMatchObject({ failed: 0, interrupted: 0 });
    // What waited for a busy user was dropped when the stop came, nothing came after it.
    expect(run.summary.actions.dropped['stopping']).toBeGreaterThan(0);
    expect(Math.max(...run.drops.map(({ intendedAt }) => intendedAt))).toBeLessThanOrEqual(60_000);
  });

  test('that never answers: nothing begins after 100 ms, every deadline is kept, and the books balance', async () => {
    const clock = createVirtualClock();
    let hangs = false;
    const run = await playRun({
      ...everybody,
      clock,
      plugins: [hangingSite(clock, () => hangs)],
      flush: () => new Promise(() => undefined),
      during: async ({ runner }) => {
        await clock.advance(50_000);
        hangs = true;
        await clock.advance(10_000);
        runner.stop('signal');
      },
    });
    expect(startsAfter(run, 60_100)).toEqual([]);
    expect(run.phases).toEqual([
      ['running', 0],
      ['draining', 60_000],
      ['aborting', 80_000],
      ['cleaning', 85_000],
      ['flushing', 95_000],
      ['stopped', 100_000],
    ]);
    expect(run.summary.actions.interrupted).toBeGreaterThan(20);
    expect(Math.max(...run.drops.map(({ intendedAt }) => intendedAt))).toBeLessThanOrEqual(60_000);
    expect(run.summary.byProfile['asleep']?.started ?? 0).toBe(0);
  });

  test.each([
    ['while draining', 5000],
    ['while handlers are cut', 22_000],
    ['while sessions close', 30_000],
    ['while the journal is written', 37_000],
  ])('a second signal ends it at once, %s', async (_, afterMs) => {
    const clock = createVirtualClock();
    let hangs = false;
    const run = await playRun({
      ...everybody,
      clock,
      plugins: [hangingSite(clock, () => hangs)],
      flush: () => new Promise(() => undefined),
      during: async ({ runner }) => {
        await clock.advance(50_000);
        hangs = true;
        await clock.advance(10_000);
        runner.stop('signal');
        await clock.advance(afterMs);
        runner.halt('signal');
        expect(runner.phase).toBe('stopped');
        expect(runner.underWay).toBe(0);
      },
    });
    expect(run.phases.at(-1)).toEqual(['stopped', 60_000 + afterMs]);
    expect(startsAfter(run, 60_100)).toEqual([]);
  });

  test('a halt with nothing before it counts what is under way as interrupted', async () => {
    const clock = createVirtualClock();
    const run = await playRun({
      ...everybody,
      clock,
      plugins: hooks(() => waitOn(clock, 700)),
      during: async ({ runner }) => {
        await clock.advance(60_000);
        runner.halt();
      },
    });
    expect(run.summary.actions.interrupted).toBeGreaterThan(5);
    expect(run.summary.durationMs).toBe(60_000);
    expect(startsAfter(run, 60_000)).toEqual([]);
  });

  test('a stop before anybody has begun, while all are paused, or when it has stopped already', async () => {
    const clock = createVirtualClock();
    const plugins = hooks(() => waitOn(clock, 100));
    const early = await playRun({ ...everybody, clock, plugins, during: ({ runner }) => runner.stop() });
    expect(early.phases.at(-1)?.[1]).toBeLessThan(20_000);
    const paused = await playRun({
      ...everybody,
      clock,
      plugins,
      during: async ({ runner }) => {
        await clock.advance(10_000);
        runner.pause();
        await clock.advance(10_000);
        runner.stop();
        runner.stop();
      },
    });
    expect(paused.phases.at(-1)).toEqual(['stopped', expect.any(Number)]);
    expect(paused.summary.actions.dropped['paused']).toBeGreaterThan(100);
    paused.runner.stop();
    paused.runner.halt();
    expect(paused.runner.phase).toBe('stopped');
  });

  test('the end of the duration is a stop: what was intended before it has begun, nothing after it has', async () => {
    const run = await playRun({ profiles: [{ name: 'a', count: 4, pace: { peak: '10/s', arrivals: 'steady' } }], duration: '5s' });
    expect(run.summary.actions).toMatchObject({ scheduled: 200, started: 200, ok: 200 });
    expect(run.summary.durationMs).toBe(5000);
  });
});
