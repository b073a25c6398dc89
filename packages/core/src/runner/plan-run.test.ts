import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, site, sortEntries, waitOn } from '../../test/play-run.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import { planRun, type PlannedArrival, type PlanWindow } from './plan-run.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

const monday = '2026-05-04T08:30:00Z';

async function arrivalsOf(options: ScenarioRunnerOptions, window?: PlanWindow): Promise<readonly PlannedArrival[]> {
  const planned = await planRun(options, window);
  const all: PlannedArrival[] = [];
  for await (const batch of planned.arrivals()) all.push(...batch);
  return all;
}

const order = (
  arrivals: readonly Pick<PlannedArrival, 'user' | 'scenario' | 'play' | 'index' | 'target' | 'action'>[],
  at: (index: number) => number,
) =>
  arrivals.map(({ user, scenario: name, play, index, target, action }, number) =>
    [user, name, play, index, action, target, at(number).toFixed(3)].join(' '),
  );

const browse = [
  pages('pages'),
  scenario('random', { base: site, order: 'random', draws: 2 }, [open('/a'), open('/b'), open('/c', {}, { think: '3s' })]),
  scenario('chain', { base: site, order: 'markov', draws: 3 }, [
    open('/home', {}, { name: 'home', next: { product: 3, home: 1 } }),
    open('/product', {}, { name: 'product', next: { home: 1, end: 1 } }),
  ]),
];

const cases: readonly (readonly [name: string, options: Partial<ScenarioRunnerOptions>, took?: number])[] = [
  [
    'open, by hours, with shifting days, a ceiling and a floor',
    {
      start: monday,
      duration: '2h',
      profiles: [
        { name: 'day', count: 5, hours: '09:00-17:00', zone: 'Europe/Berlin', jitter: '15m', activity: 2 },
        { name: 'ops', count: 2 },
      ],
      limits: { rate: '20/min', floor: '3/min' },
    },
  ],
  ['open and steady', { profiles: [{ name: 'a', count: 3, pace: { peak: '30/min', arrivals: 'steady' } }], duration: '5m' }],
  [
    'closed, with think times',
    {
      profiles: [
        { name: 'a', count: 7, think: '0-3s' },
        { name: 'b', count: 3, think: 'exponential(5s)' },
      ],
      duration: '3m',
    },
  ],
  [
    'closed, by hours over a night',
    {
      start: '2026-05-04T16:30:00Z',
      duration: '17h',
      profiles: [{ name: 'a', count: 4, hours: '09:00-17:00', think: '1m-10m', jitter: '10m' }],
    },
  ],
  [
    'a load of users',
    {
      profiles: [
        {
          name: 'a',
          think: '1-2s',
          load: [
            { ramp: '0-10 users', for: '30s' },
            { constant: '10 users', for: '20s' },
            { ramp: '10-0 users', for: '30s' },
          ],
        },
      ],
      duration: '2m',
    },
  ],
  [
    'a load of a rate',
    {
      profiles: [
        {
          name: 'a',
          count: 4,
          load: [
            { ramp: '0/s-10/s', for: '30s' },
            { wave: '2/s-10/s', period: '20s', for: '40s' },
          ],
        },
      ],
      duration: '80s',
    },
  ],
  [
    'faster, and less of it',
    {
      start: monday,
      speed: 144,
      scale: 0.1,
      duration: '6h',
      profiles: [
        { name: 'a', count: 5, hours: '09:00-12:00' },
        { name: 'b', think: '10m' },
      ],
      limits: { rate: '60/min' },
    },
  ],
  [
    'plays that take rows of data',
    {
      scenarios: [scenario('rows', { base: site }, [open('/{data.sku}/{user}/{play}')])],
      profiles: [{ name: 'a', count: 3, think: '1s', data: [{ rows: Array.from({ length: 31 }, (_, sku) => ({ sku })), pick: 'queue' }] }],
      duration: '1m',
    },
  ],
  [
    'first and last scenarios, and a limit of plays',
    {
      scenarios: [pages('login', ['/in']), pages('logout', ['/out', '/gone']), pages('work')],
      profiles: [{ name: 'a', count: 3, think: '1s', start: 'login', end: 'logout' }],
      plays: 2,
      duration: '1m',
    },
  ],
  [
    'a limit of actions',
    {
      profiles: [
        { name: 'a', count: 3, pace: { peak: '10/min' } },
        { name: 'b', count: 2, think: '5s' },
      ],
      actions: 33,
      duration: '30m',
    },
  ],
  [
    'a cap',
    {
      profiles: [
        { name: 'a', count: 20, think: '0-1s' },
        { name: 'b', count: 2, pace: { peak: '60/min' } },
      ],
      limits: { cap: '5/s' },
      duration: '30s',
    },
  ],
  [
    'a cap that frees just after a user is about to act',
    {
      scenarios: [scenario('waits', { base: site }, [open('/1', {}, { think: '999.7ms' })])],
      profiles: [{ name: 'a', count: 2, think: '0' }],
      limits: { cap: '2/s' },
      duration: '30s',
    },
  ],
  [
    'many closed users, whose times lie close together, longer than a deadline',
    { profiles: [{ name: 'a', count: 100, think: '0-1s' }], duration: '70s' },
  ],
  [
    'open, with actions that take a while',
    { profiles: [{ name: 'a', count: 3, pace: { peak: '40/min', backlog: 3 } }], duration: '10m' },
    1700,
  ],
  ['closed, with actions that take a while', { profiles: [{ name: 'a', count: 9, think: '0-1s' }], duration: '2m' }, 250],
];

describe('a plan is what a run does in virtual time: user, scenario, play, index, target, and time to the microsecond', () => {
  test.each(cases.map(([name, given, took = 0]) => ({ name, given, took })))('$name', async ({ given, took }) => {
    const clock = createVirtualClock();
    const options: ScenarioRunnerOptions = {
      scenarios: browse,
      plugins: hooks(() => (took === 0 ? undefined : waitOn(clock, took))),
      seed: 'plan',
      allow: [site],
      ...given,
      clock,
    };
    const planned = await arrivalsOf(options, { assumeMs: took });
    const { entries } = await playRun({ ...options, clock });
    expect(planned.length).toBeGreaterThan(10);
    const inPlan = sortEntries(planned);
    const inRun = sortEntries(entries);
    expect(order(inRun, (index) => inRun[index]?.intendedAt ?? 0)).toEqual(order(inPlan, (index) => inPlan[index]?.at ?? 0));
  });
});

describe('a forecast', () => {
  test('of a Poisson population agrees with its arrivals', async () => {
    const options: ScenarioRunnerOptions = {
      scenarios: browse,
      plugins: hooks(),
      seed: 'plan',
      start: '2026-05-04T00:00:00Z',
      profiles: [
        { name: 'day', count: 5, hours: '09:00-17:00', activity: 2 },
        { name: 'night', count: 2, hours: '22:00-06:00', jitter: '30m' },
      ],
      limits: { rate: '60/min', floor: '2/min' },
    };
    const { forecast } = await planRun(options);
    const arrivals = await arrivalsOf(options);
    expect(forecast.expected).toHaveLength(24);
    expect(forecast.peakPerMinute).toBeCloseTo(60, 6);
    for (const { name, expected, total } of forecast.profiles) {
      const mine = arrivals.filter(({ profile }) => profile === name);
      expect(Math.abs(mine.length - total)).toBeLessThan(5 * Math.sqrt(total));
      expected.forEach((wanted, hour) => {
        const count = mine.filter(({ at }) => Math.floor(at / 3_600_000) === hour).length;
        expect(Math.abs(count - wanted)).toBeLessThan(5 * Math.sqrt(wanted) + 1);
      });
    }
  });

  test('of closed paces is what they can do at most', async () => {
    const options: ScenarioRunnerOptions = {
      scenarios: [pages()],
      plugins: hooks(),
      seed: 'plan',
      profiles: [{ name: 'a', count: 10, think: '1-3s' }],
      duration: '10m',
    };
    const { forecast } = await planRun(options);
    // Ten begin at once, and then act once a think time.
    expect(forecast.total).toBeCloseTo(3010, 6);
    const arrivals = await arrivalsOf(options);
    expect(Math.abs(arrivals.length - 3000)).toBeLessThan(150);
  });

  test('of somebody who never waits has no arrivals but says so', async () => {
    const options: ScenarioRunnerOptions = {
      scenarios: [pages()],
      plugins: hooks(),
      profiles: [{ name: 'a', think: '0' }],
      duration: '1s',
    };
    await expect(arrivalsOf(options)).rejects.toMatchObject({
      code: 'option_invalid',
      message: expect.stringContaining('"a" never waits'),
    });
    expect(await arrivalsOf(options, { assumeMs: 100 })).toHaveLength(10);
  });
});

test('a window of a day has the arrivals it has in the day', async () => {
  const options: ScenarioRunnerOptions = {
    scenarios: [pages('one', ['/1'])],
    plugins: hooks(),
    seed: 'plan',
    start: '2026-05-04T00:00:00Z',
    profiles: [{ name: 'day', count: 5, hours: '09:00-17:00' }],
    limits: { rate: '30/min' },
  };
  const from = Date.parse('2026-05-04T12:00Z');
  const times = (arrivals: readonly PlannedArrival[]) =>
    sortEntries(arrivals).map(({ user, simulatedAt }) => `${user} ${simulatedAt.toFixed(2)}`);
  const hour = await arrivalsOf(options, { fromMs: from, lengthMs: 3_600_000 });
  const day = (await arrivalsOf(options)).filter(({ simulatedAt }) => simulatedAt >= from && simulatedAt < from + 3_600_000);
  expect(hour.length).toBeGreaterThan(1000);
  expect(times(hour)).toEqual(times(day));
});

test('a shorter run is a prefix of a longer one', async () => {
  const options: ScenarioRunnerOptions = {
    scenarios: browse,
    plugins: hooks(),
    seed: 'plan',
    profiles: [
      { name: 'a', count: 3, pace: { peak: '30/min' } },
      { name: 'b', count: 3, think: '0-5s' },
    ],
  };
  const short = await arrivalsOf({ ...options, duration: '3m' });
  const long = await arrivalsOf({ ...options, duration: '7m' });
  expect(long.filter(({ at }) => at < 180_000)).toEqual(short);
});
