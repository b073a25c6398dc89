import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, site, waitOn } from '../../test/play-run.ts';
import { makePopulation } from '../../test/make-population.ts';
import type { ProfileOptions } from '../plan/plan-options.ts';
import { definePlugin } from '../plugin/define-plugin.ts';
import { ScenarioRunner } from './scenario-runner.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Ten people of an office: what an earlier system promised of them and did not do is kept here. */
const office: readonly (readonly [name: string, hours: string, activity: number])[] = [
  ['alice-dev', '09:00-17:00', 2],
  ['bob-marketing', '08:00-16:00', 1.8],
  ['carol-data', '10:00-18:00', 2.5],
  ['david-backup', '22:00-06:00', 3.5],
  ['eve-design', '09:00-17:00', 2.2],
  ['frank-research', '08:00-20:00', 1.9],
  ['grace-sales', '07:00-15:00', 1.7],
  ['henry-ops', 'always', 3],
  ['iris-content', '08:00-16:00', 2.3],
  ['jack-mobile', '10:00-18:00', 2.1],
];
const profiles = (more: Partial<ProfileOptions> = {}): readonly ProfileOptions[] =>
  office.map(([name, hours, activity]) => ({ name, hours, activity, ...more }));
const limits = { rate: '2000/min', floor: '25/min' };

describe('promise 3: a rate is reached, and what is achieved is shown against it', () => {
  test('one user does 2000 actions a minute', async () => {
    const clock = createVirtualClock();
    const { summary } = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { peak: '2000/min', arrivals: 'steady' } }],
      plugins: hooks(() => waitOn(clock, 25)),
      duration: '1m',
      thresholds: ['achieved >= 100%'],
    });
    expect(summary.actions).toMatchObject({ scheduled: 2000, started: 2000, ok: 2000, dropped: {} });
    // The last action ends 10 ms after the minute.
    expect(summary.rate).toEqual({ targetPerMinute: 1999.7, achievedPerMinute: 1999.7 });
    expect(summary.thresholds).toEqual([{ check: 'achieved >= 100%', value: 100, passed: true }]);
  });

  test('ten users do 2000 together at their busiest, whatever the answers take', async () => {
    const clock = createVirtualClock();
    const { summary } = await playRun({
      clock,
      start: '2026-05-04T12:00:00Z',
      duration: '2m',
      profiles: profiles(),
      limits: { rate: '2000/min' },
      plugins: hooks(({ random }) => waitOn(clock, random.next() * 100)),
    });
    // At noon those of the night are away: what is missing to the week's busiest hour is known beforehand.
    const population = await makePopulation({ profiles: profiles(), limits: { rate: '2000/min' } });
    const noon = population.groups.reduce((sum, group) => sum + population.rates.perMinute(group, Date.parse('2026-05-04T12:00Z')), 0);
    expect(Math.abs(summary.actions.started - 2 * noon)).toBeLessThan(5 * Math.sqrt(2 * noon));
    expect(summary.actions.dropped).toEqual({});
  });

  test('a site that is too slow for it shows: scheduled, achieved, and what was dropped and why', async () => {
    const clock = createVirtualClock();
    const { summary } = await playRun({
      clock,
      profiles: [{ name: 'a', pace: { peak: '60/min', arrivals: 'steady', backlog: 0 } }],
      plugins: hooks(() => waitOn(clock, 2400)),
      duration: '1m',
      thresholds: ['achieved > 95%'],
    });
    // 24 a minute is all that a user does who waits 2.4 s for each; here an arrival takes the next free second.
    expect(summary.actions).toMatchObject({ scheduled: 60, started: 20, dropped: { busy: 40 } });
    expect(summary.rate.targetPerMinute).toBe(60);
    expect(summary.rate.achievedPerMinute).toBeCloseTo(20, 0);
    expect(summary.thresholds).toEqual([expect.objectContaining({ check: 'achieved > 95%', passed: false })]);
  });
});

describe('promise 4: everybody has hours, in their own zone, through every change of the clocks', () => {
  test('nine of ten are off-peak at some hours of the day, at those they say', async () => {
    const { groups, rates } = await makePopulation({ profiles: profiles({ ramp: 0 }), limits: { rate: '2000/min' } });
    const day = Date.parse('2026-05-04T00:00Z');
    const working = groups.map((group) =>
      Array.from({ length: 24 }, (_, hour) => (rates.perMinute(group, day + hour * hourMs + 30 * minuteMs) > 0 ? hour : -1)).filter(
        (hour) => hour >= 0,
      ),
    );
    const from = (start: number, end: number) => Array.from({ length: end - start }, (_, index) => start + index);
    expect(working).toEqual([
      from(9, 17),
      from(8, 16),
      from(10, 18),
      [...from(0, 6), 22, 23],
      from(9, 17),
      from(8, 20),
      from(7, 15),
      from(0, 24),
      from(8, 16),
      from(10, 18),
    ]);
  });

  test('hours are local where a zone says so, in winter and in summer, and UTC where none does', async () => {
    const { groups, rates } = await makePopulation({
      profiles: [
        { name: 'berlin', zone: 'Europe/Berlin', hours: '09:00-17:00', ramp: 0, pace: { peak: '60/min' } },
        { name: 'nowhere', hours: '09:00-17:00', ramp: 0, pace: { peak: '60/min' } },
      ],
    });
    const firstHour = (date: string) =>
      groups.map((group) =>
        Array.from({ length: 24 }, (_, hour) => hour).find(
          (hour) => rates.perMinute(group, Date.parse(`${date}T00:30Z`) + hour * hourMs) > 0,
        ),
      );
    expect(['2026-01-12', '2026-03-28', '2026-03-29', '2026-07-01', '2026-10-24', '2026-10-25'].map(firstHour)).toEqual([
      [8, 9],
      [8, 9],
      [7, 9],
      [7, 9],
      [7, 9],
      [8, 9],
    ]);
  });

  test('the dead of night has the floor, the busiest hour the ceiling', async () => {
    const { groups, rates } = await makePopulation({ profiles: profiles().filter(({ name }) => name !== 'henry-ops'), limits });
    const at = (time: string) => groups.reduce((sum, group) => sum + rates.perMinute(group, Date.parse(`2026-05-04T${time}Z`)), 0);
    expect(at('21:00')).toBeCloseTo(25, 9);
    expect(at('12:00')).toBeCloseTo(2000, 9);
    expect(at('06:30')).toBeCloseTo(25, 9);
  });
});

describe('promise 7: who is busy, and with what, is the same in every run of a seed', () => {
  const play = (seed: string | undefined) =>
    playRun({
      ...(seed !== undefined && { seed }),
      scenarios: [pages(), pages('other', ['/a', '/b'])],
      start: '2026-05-04T08:00:00Z',
      duration: '30m',
      profiles: profiles({ jitter: '20m' }),
      limits: { rate: '60/min', floor: '10/min' },
    });
  const told = ({ entries }: Awaited<ReturnType<typeof play>>) =>
    entries.map(({ user, scenario, play: number, index, target, at }) => [user, scenario, number, index, target, at].join(' '));

  test('the seed that a run without one has drawn gives that run again', async () => {
    const scenarios = [pages(), pages('other', ['/a', '/b'])];
    const clock = createVirtualClock();
    const targets: string[] = [];
    const runner = new ScenarioRunner({ clock, scenarios, plugins: hooks(), allow: [site], plays: 20 });
    runner.on('actionEnd', ({ target }) => void targets.push(target));
    const { seed } = await clock.runUntil(runner.run());
    const again = await playRun({ seed, plays: 20, scenarios });
    expect(again.entries.map(({ target }) => target)).toEqual(targets);
  });

  test('two runs are alike, action by action; another seed is another run', async () => {
    const [one, two, other] = [await play('office'), await play('office'), await play('another')];
    expect(one.entries.length).toBeGreaterThan(500);
    expect(told(two)).toEqual(told(one));
    expect(told(other)).not.toEqual(told(one));
  });
});

describe('promise 8: a stop ends within its grace, and nothing is cleaned up that is still under way', () => {
  test('ten busy users on a site that never answers are stopped in 40 s', async () => {
    const { phases, summary } = await playRun({
      profiles: profiles(),
      start: '2026-05-04T12:00:00Z',
      limits,
      plugins: hooks(() => new Promise<never>(() => undefined)),
      flush: () => new Promise(() => undefined),
      during: async ({ runner, clock }) => {
        await clock.advance(30_000);
        runner.stop('signal');
      },
    });
    expect((phases.at(-1)?.[1] ?? Infinity) - 30_000).toBeLessThanOrEqual(40_000);
    expect(summary.actions.interrupted).toBe(summary.actions.started);
  });

  test('sessions are closed after the uploads made with them have ended, or were cut and told so', async () => {
    const clock = createVirtualClock();
    const told: string[] = [];
    let ordinal = 0;
    const store = definePlugin({
      name: 'store',
      targets: () => [site],
      origins: () => [site],
      createSession: async () => ({}),
      closeSession: async () => void told.push('closed'),
      actions: {
        open: {
          run: async ({ signal }: { readonly signal: AbortSignal }) => {
            const mine = (ordinal += 1);
            told.push('begun');
            // The first takes 10 s, the second for ever, unless it is cut.
            if (mine === 1) await waitOn(clock, 10_000);
            else await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
            told.push(signal.aborted ? 'cut' : 'ended');
          },
        },
      },
    })();
    const { phases } = await playRun({
      clock,
      users: 2,
      plugins: [store],
      during: async ({ runner }) => {
        await clock.advance(1000);
        runner.stop();
      },
    });
    expect(told).toEqual(['begun', 'begun', 'ended', 'cut', 'closed', 'closed']);
    expect(phases.map(([phase, at]) => [phase, at])).toEqual([
      ['running', 0],
      ['draining', 1000],
      ['aborting', 21_000],
      ['cleaning', 21_000],
      ['flushing', 21_000],
      ['stopped', 21_000],
    ]);
  });
});
