import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, site, sortEntries, waitOn, type PlayedRun } from '../../test/play-run.ts';
import { definePlugin } from '../plugin/define-plugin.ts';

const steady = { peak: '60/min', arrivals: 'steady' } as const;
const times = ({ entries }: Pick<PlayedRun, 'entries'>, user?: string) =>
  entries.filter((entry) => user === undefined || entry.user === user).map(({ at }) => Math.round(at));
const paths = ({ entries }: Pick<PlayedRun, 'entries'>, user?: string) =>
  entries.filter((entry) => user === undefined || entry.user === user).map(({ target }) => new URL(target).pathname);

describe('reload', () => {
  const during =
    (...changes: readonly { readonly at: number; readonly to: Parameters<PlayedRun['runner']['reload']>[0] }[]) =>
    async ({ runner, clock }: Pick<PlayedRun, 'runner' | 'clock'>) => {
      for (const { at, to } of changes) {
        await clock.advance(at - clock.now());
        const reloaded = runner.reload(to);
        clock.holdFor(reloaded);
        await reloaded;
      }
    };

  test('adds people, who begin then', async () => {
    const run = await playRun({
      profiles: [{ name: 'a', think: '1s' }],
      duration: '5s',
      during: during({
        at: 2500,
        to: {
          profiles: [
            { name: 'a', think: '1s' },
            { name: 'b', count: 2, think: '1s' },
          ],
        },
      }),
    });
    expect(times(run, 'a/0')).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(times(run, 'b/1')).toEqual([2500, 3500, 4500]);
    expect(run.summary.byProfile['b']?.started).toBe(6);
  });

  test('lets those who are gone end their action, and no more', async () => {
    const clock = createVirtualClock();
    const run = await playRun({
      clock,
      profiles: [
        { name: 'a', think: '1s' },
        { name: 'b', count: 2, think: '1s' },
        { name: 'c', pace: steady },
      ],
      plugins: hooks(() => waitOn(clock, 300)),
      scenarios: [pages('long', ['/1', '/2', '/3', '/4', '/5'])],
      duration: '5s',
      during: during({
        at: 2700,
        to: {
          profiles: [
            { name: 'a', think: '1s' },
            { name: 'b', think: '1s' },
          ],
        },
      }),
    });
    expect(times(run, 'a/0')).toEqual([0, 1300, 2600, 3900]);
    expect(times(run, 'b/0')).toEqual([0, 1300, 2600, 3900]);
    expect(times(run, 'b/1')).toEqual([0, 1300, 2600]);
    expect(paths(run, 'b/1')).toEqual(['/1', '/2', '/3']);
    expect(times(run, 'c/0')).toEqual([500, 1500, 2500]);
    expect(run.summary.actions).toMatchObject({ interrupted: 0 });
  });

  test.each([
    ['between two actions', 0],
    ['during one', 900],
  ])('changes people from open to closed, %s', async (_, took) => {
    const clock = createVirtualClock();
    const run = await playRun({
      clock,
      profiles: [{ name: 'a', pace: steady }],
      plugins: hooks(() => (took === 0 ? undefined : waitOn(clock, took))),
      duration: '20s',
      during: during({ at: 3800, to: { profiles: [{ name: 'a', think: '3s' }] } }),
    });
    // It thinks first: whoever is changed does not act at once, or all would.
    expect(times(run)).toEqual(
      took === 0 ? [500, 1500, 2500, 3500, 6800, 9800, 12_800, 15_800, 18_800] : [500, 1500, 2500, 3500, 7400, 11_300, 15_200, 19_100],
    );
    expect(run.summary.actions.dropped).toEqual({});
  });

  test.each([
    ['between two actions', 0],
    ['during one', 900],
  ])('changes people from closed to open, %s', async (_, took) => {
    const clock = createVirtualClock();
    const run = await playRun({
      clock,
      profiles: [{ name: 'a', think: '1s' }],
      plugins: hooks(() => (took === 0 ? undefined : waitOn(clock, took))),
      duration: '10s',
      during: during({ at: took === 0 ? 3800 : 4200, to: { profiles: [{ name: 'a', pace: steady }] } }),
    });
    const later = run.entries.filter(({ at }) => at > 4300).map(({ intendedAt }) => intendedAt);
    expect(later).toEqual([4500, 5500, 6500, 7500, 8500, 9500]);
    expect(run.summary.actions.dropped).toEqual({});
  });

  test('an open user who is busy and whose backlog is full becomes closed and goes on', async () => {
    const clock = createVirtualClock();
    const run = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { ...steady, patience: '1h' } }],
      plugins: hooks(({ target }) => (target.pathname === '/1' ? waitOn(clock, 10_000) : undefined)),
      scenarios: [pages('long', ['/1', '/2', '/3', '/4', '/5', '/6', '/7', '/8'])],
      duration: '15s',
      during: during({ at: 5000, to: { profiles: [{ name: 'a', think: '1s' }] } }),
    });
    // Arrivals that waited are nobody's any more.
    expect(run.drops.length).toBe(4);
    expect(times(run)).toEqual([500, 11_500, 12_500, 13_500, 14_500]);
  });

  test('changes a rate, and leaves who is not changed as they were', async () => {
    const options = { duration: '2m', seed: 'same' };
    const both = [
      { name: 'a', pace: { peak: '30/min' } },
      { name: 'b', pace: { peak: '30/min' } },
    ];
    const planned = await playRun({ ...options, profiles: both });
    const run = await playRun({
      ...options,
      profiles: both,
      during: during({
        at: 60_000,
        to: {
          profiles: [
            { name: 'a', pace: { peak: '30/min' } },
            { name: 'b', pace: { peak: '300/min' } },
          ],
        },
      }),
    });
    expect(times(run, 'a/0')).toEqual(times(planned, 'a/0'));
    expect(paths(run, 'a/0')).toEqual(paths(planned, 'a/0'));
    expect(Math.abs(times(run, 'b/0').filter((at) => at >= 60_000).length - 300)).toBeLessThan(5 * Math.sqrt(300));
  });

  test('of the same people changes no arrival, not even one that is due at that very time or late already', async () => {
    const profiles = [
      { name: 'a', pace: steady },
      { name: 'b', count: 3, pace: { peak: '60/min' } },
    ];
    const planned = await playRun({ profiles, duration: '30s' });
    const dueTimes = planned.entries.map(({ at }) => at).filter((_, index) => index % 7 === 0);
    const run = await playRun({ profiles, duration: '30s', during: during(...dueTimes.map((at) => ({ at, to: { profiles } }))) });
    expect(sortEntries(run.entries)).toEqual(sortEntries(planned.entries));

    const inner = createVirtualClock();
    let lateMs = 0;
    const clock = { ...inner, now: () => inner.now() + lateMs };
    const late = await playRun({
      clock,
      profiles: [{ name: 'a', pace: steady }],
      duration: '10s',
      during: async ({ runner }) => {
        await clock.advance(1000);
        lateMs = 700;
        const reloaded = runner.reload({ profiles: [{ name: 'a', pace: steady }] });
        clock.holdFor(reloaded);
        await reloaded;
      },
    });
    expect(late.entries.map(({ intendedAt }) => intendedAt)).toEqual([500, 1500, 2500, 3500, 4500, 5500, 6500, 7500, 8500, 9500]);
  });

  test('new scenarios are played from the next play on', async () => {
    const run = await playRun({
      profiles: [{ name: 'a', think: '1s' }],
      duration: '7s',
      during: during({ at: 1500, to: { scenarios: [pages('new', ['/new'])] } }),
    });
    expect(paths(run)).toEqual(['/1', '/2', '/3', '/new', '/new', '/new', '/new']);
    expect(times(run)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000]);
  });

  test('what is wrong changes nothing, and says what it is', async () => {
    const run = await playRun({
      profiles: [{ name: 'a', pace: steady }],
      duration: '5s',
      during: async ({ runner, clock }) => {
        await clock.advance(1200);
        await expect(runner.reload({ profiles: [{ name: 'a', hours: '25-3' }] })).rejects.toMatchObject({
          code: 'option_invalid',
          message: expect.stringContaining('25-3'),
        });
        await expect(runner.reload({ profiles: [{ name: 'a', scenarios: ['nowhere'] }] })).rejects.toMatchObject({
          message: expect.stringContaining('nowhere'),
        });
        const elsewhere = { name: 'x', base: 'https://evil.test' };
        await expect(runner.reload({ scenarios: [{ ...pages(), ...elsewhere }] })).rejects.toMatchObject({ code: 'input_invalid' });
        await expect(runner.reload({ scenarios: [] })).rejects.toMatchObject({ code: expect.any(String) });
      },
    });
    expect(times(run)).toEqual([500, 1500, 2500, 3500, 4500]);
    expect(paths(run)).toEqual(['/1', '/2', '/3', '/1', '/2']);
  });

  test('a run of equal users may get profiles', async () => {
    const run = await playRun({
      users: 2,
      think: '1s',
      duration: '5s',
      during: during({ at: 2500, to: { profiles: [{ name: 'a', pace: steady }] } }),
    });
    expect(new Set(run.entries.map(({ user }) => user))).toEqual(new Set(['visitor/0', 'visitor/1', 'a/0']));
  });

  test('again and again does not bring back who is done', async () => {
    const profiles = [
      { name: 'a', think: '1s' },
      { name: 'b', think: '10s' },
    ];
    const run = await playRun({
      profiles,
      plays: 1,
      during: during({ at: 4000, to: { profiles } }, { at: 5000, to: { profiles } }, { at: 6000, to: { profiles } }),
    });
    expect(times(run, 'a/0')).toEqual([0, 1000, 2000]);
    expect(times(run, 'b/0')).toEqual([0, 10_000, 20_000]);
  });

  test('brings back who had been taken away', async () => {
    const [a, b] = [
      { name: 'a', think: '1s' },
      { name: 'b', think: '1s' },
    ];
    const run = await playRun({
      profiles: [a, b],
      duration: '6s',
      during: during({ at: 1500, to: { profiles: [a] } }, { at: 3500, to: { profiles: [a, b] } }),
    });
    expect(times(run, 'a/0')).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
    expect(times(run, 'b/0')).toEqual([0, 1000, 3500, 4500, 5500]);
    expect(run.entries.filter(({ user }) => user === 'b/0').map(({ play, index }) => [play, index])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  test('lets somebody whose hours are longer now go on, and somebody whose hours are over not', async () => {
    const at = (hours: string) => ({ profiles: [{ name: 'a', think: '10m', ramp: 0, hours }] });
    const longer = await playRun({
      ...at('09:00-10:00'),
      start: '2026-05-04T09:30:00Z',
      duration: '3h',
      during: during({ at: 5_400_000, to: at('09:00-12:00') }),
    });
    expect(times(longer).map((ms) => ms / 60_000)).toEqual([0, 10, 20, 100, 110, 120, 130, 140]);
    const over = await playRun({
      ...at('09:00-12:00'),
      start: '2026-05-04T09:30:00Z',
      duration: '3h',
      during: during({ at: 3_900_000, to: at('09:00-10:00') }),
    });
    expect(times(over).map((ms) => ms / 60_000)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  });

  test('takes somebody away whose sessions are being closed between two plays', async () => {
    const clock = createVirtualClock();
    const slow = definePlugin({
      name: 'slow',
      targets: () => [site],
      origins: () => [site],
      createSession: async () => ({}),
      closeSession: () => waitOn(clock, 2000),
      actions: { open: { run: () => undefined } },
    })();
    const [a, b] = [
      { name: 'a', think: '1s' },
      { name: 'b', think: '1s' },
    ];
    const run = await playRun({
      clock,
      profiles: [a, b],
      plugins: [slow],
      duration: '10s',
      // The first play ends at 2 s, its sessions at 4 s.
      during: during({ at: 3000, to: { profiles: [a] } }),
    });
    expect(times(run, 'b/0')).toEqual([0, 1000, 2000]);
    expect(times(run, 'a/0')).toEqual([0, 1000, 2000, 4000, 5000, 6000, 8000, 9000]);
  });

  test('lets who comes back start as everybody does', async () => {
    const scenarios = [pages(), pages('in', ['/in']), pages('out', ['/out'])];
    const [a, b] = [
      { name: 'a', think: '1s' },
      { name: 'b', think: '1s', start: 'in', end: 'out', scenarios: ['pages'] },
    ];
    const run = await playRun({
      scenarios,
      profiles: [a, b],
      duration: '6s',
      during: during({ at: 1500, to: { profiles: [a] } }, { at: 3500, to: { profiles: [a, b] } }),
    });
    expect(paths(run, 'b/0')).toEqual(['/in', '/1', '/out', '/in', '/1', '/2', '/out']);
    expect(run.entries.filter(({ user }) => user === 'b/0').map(({ play }) => play)).toEqual([0, 1, 2, 3, 4, 4, 5]);
  });

  test('takes somebody away who waits for the end of a pause: they say goodbye once, and nothing else', async () => {
    const clock = createVirtualClock();
    const scenarios = [pages(), pages('out', ['/out', '/gone'])];
    const [a, b] = [
      { name: 'a', think: '1s', scenarios: ['pages'] },
      { name: 'b', think: '1s', end: 'out' },
    ];
    const run = await playRun({
      clock,
      scenarios,
      profiles: [a, b],
      plugins: hooks(() => waitOn(clock, 400)),
      duration: '10s',
      during: async ({ runner }) => {
        await clock.advance(1000);
        runner.pause();
        await during({ at: 4000, to: { profiles: [a] } })({ runner, clock });
        runner.resume();
      },
    });
    expect(paths(run, 'b/0')).toEqual(['/1', '/out', '/gone']);
    expect(times(run, 'b/0')).toEqual([0, 4000, 5400]);
  });

  test('keeps a changed rate and a pause', async () => {
    const profiles = [{ name: 'a', pace: steady }];
    const run = await playRun({
      profiles,
      duration: '10s',
      during: async ({ runner, clock }) => {
        runner.setRate(2);
        await during({ at: 2000, to: { profiles } })({ runner, clock });
        await clock.advance(2000);
        runner.pause();
        await during({ at: 5000, to: { profiles } })({ runner, clock });
        expect(runner).toMatchObject({ isPaused: true, rate: 2 });
      },
    });
    expect(run.summary.actions).toMatchObject({ scheduled: 20, started: 8, dropped: { paused: 12 } });
  });
});
