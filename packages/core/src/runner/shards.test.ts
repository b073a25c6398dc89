import { createVirtualClock } from '@rushhour/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, site, sortEntries } from '../../test/play-run.ts';
import type { PlanOptions, ProfileOptions } from '../plan/plan-options.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import { planRun, type PlannedArrival } from './plan-run.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

const scenarios = [
  pages('one', ['/1', '/2']),
  scenario('two', { base: site, order: 'shuffle' }, [open('/a/{data.row}'), open('/b'), open('/c')]),
];

async function arrivalsOf(options: Partial<ScenarioRunnerOptions>): Promise<readonly PlannedArrival[]> {
  const planned = await planRun({ scenarios, plugins: hooks(), seed: 'shards', allow: [site], ...options });
  const all: PlannedArrival[] = [];
  for await (const batch of planned.arrivals()) all.push(...batch);
  return all;
}

const lines = (arrivals: readonly PlannedArrival[]) =>
  sortEntries(arrivals).map(({ user, scenario: name, play, index, target, at }) =>
    [user, name, play, index, target, at.toFixed(3)].join(' '),
  );

const profile = fc.record({
  count: fc.constantFrom(1, 2, 7, 30),
  hours: fc.constantFrom('always', '09:00-17:00', '22:00-06:00', 'Mon-Fri 08:00-12:00, 13:00-18:00'),
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
  jitter: fc.constantFrom('0', '20m'),
  activity: fc.constantFrom(0.5, 1, 3),
  habit: fc.constantFrom<Partial<ProfileOptions>>(
    {},
    { pace: { peak: '1/min', offPeak: '6/h' } },
    { pace: { peak: '1/min', arrivals: 'steady' } },
    { pace: { offPeak: '20%' } },
    { think: '30s-5m' },
  ),
});

const plan: fc.Arbitrary<PlanOptions> = fc
  .record({
    profiles: fc.array(profile, { minLength: 1, maxLength: 5 }),
    rate: fc.constantFrom('20/min', '90/min'),
    floor: fc.constantFrom('0', '5/min'),
    hour: fc.nat(23),
  })
  .map(({ profiles, rate, floor, hour }) => ({
    start: `2026-05-04T${String(hour).padStart(2, '0')}:30:00Z`,
    duration: '40m',
    limits: { rate, ...(floor !== '0' && { floor }) },
    data: [{ rows: Array.from({ length: 500 }, (_, row) => ({ row })), pick: 'queue' }],
    profiles: [{ name: 'ops' }, ...profiles.map(({ habit, ...rest }, index) => ({ name: `p${index}`, ...rest, ...habit }))],
  }));

describe('all shards together are exactly the whole run', () => {
  test('for 1 to 64 shards, whoever the people are: nothing is missing, nothing is twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        plan,
        fc.integer({ min: 1, max: 64 }),
        fc.option(fc.integer({ min: 1, max: 300 })),
        async (options, count, actions) => {
          const limited = { ...options, ...(actions !== null && { actions }) };
          const whole = await arrivalsOf(limited);
          const parts: PlannedArrival[] = [];
          for (let index = 0; index < count; index += 1) parts.push(...(await arrivalsOf({ ...limited, shard: `${index}/${count}` })));
          expect(lines(parts)).toEqual(lines(whole));
        },
      ),
      { numRuns: 12 },
    );
  });

  test('as they are played, not only as they are planned', async () => {
    const options = {
      scenarios,
      start: '2026-05-04T09:00:00Z',
      duration: '3m',
      limits: { rate: '60/min' },
      data: [{ rows: Array.from({ length: 500 }, (_, row) => ({ row })), pick: 'queue' as const }],
      profiles: [
        { name: 'a', count: 5, hours: '08:00-17:00' },
        { name: 'b', count: 1 },
        { name: 'c', count: 3, think: '1-9s' },
      ],
    };
    const play = async (shard: string) => {
      const { entries } = await playRun({ ...options, shard, clock: createVirtualClock() });
      return entries.map(({ user, scenario: name, play: number, index, target, intendedAt }) =>
        [user, name, number, index, target, intendedAt.toFixed(3)].join(' '),
      );
    };
    const whole = await play('0/1');
    const parts = (await Promise.all([0, 1, 2, 3].map((index) => play(`${index}/4`)))).flat();
    expect(whole.length).toBeGreaterThan(150);
    expect(parts.toSorted()).toEqual(whole.toSorted());
  });

  test('a limit of actions is divided before sharding: it is kept whatever the shards', async () => {
    for (const count of [1, 3, 7]) {
      let sum = 0;
      for (let index = 0; index < count; index += 1) {
        const { summary } = await playRun({ profiles: [{ name: 'a', count: 5, think: '1s' }], actions: 101, shard: `${index}/${count}` });
        sum += summary.actions.started;
      }
      expect(sum).toBe(101);
    }
  });

  test('a shard without anybody ends at once, with an account', async () => {
    const { summary } = await playRun({ profiles: [{ name: 'a', count: 2 }], duration: '1h', shard: '63/64' });
    expect(summary).toMatchObject({ shard: '63/64', actions: { scheduled: 0, started: 0 }, durationMs: 0 });
  });
});

describe('row 13: 20 pods, a cap of 100 a second for the fleet', () => {
  const mostInAnySecond = (times: readonly number[]) => {
    const sorted = times.toSorted((a, b) => a - b);
    let most = 0;
    let from = 0;
    for (const [to, atMs] of sorted.entries()) {
      while ((sorted[from] ?? 0) <= atMs - 1000) from += 1;
      most = Math.max(most, to - from + 1);
    }
    return most;
  };

  test.each([
    ['open', { pace: { peak: '60/s' } }, 20, 100, ['rate_cap']],
    ['closed', { think: '0-20ms' }, 20, 100, []],
    ['closed, fewer starts a second than pods', { think: '0-20ms' }, 16, 3, []],
  ] as const)('%s: at most so many begin in any second, and nearly as many do', async (_, habit, count, cap, reasons) => {
    const starts: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const run = await playRun({
        profiles: [{ name: 'a', count: 40, ...habit }],
        limits: { cap: `${cap}/s` },
        duration: '10s',
        shard: `${index}/${count}`,
      });
      starts.push(...run.starts);
      expect(Object.keys(run.summary.actions.dropped)).toEqual(reasons);
    }
    expect(mostInAnySecond(starts)).toBeLessThanOrEqual(cap);
    expect(starts.length).toBeGreaterThan(cap * 10 * 0.7);
  });
});
