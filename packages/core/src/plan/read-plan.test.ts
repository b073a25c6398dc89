import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanContext } from './plan-context.ts';
import type { PlanOptions } from './plan-options.ts';
import { planPathText } from './plan-problem.ts';
import { readPlan } from './read-plan.ts';

/** Options as they come out of a file: of any shape. */
const problemsOf = async (options: object, context?: PlanContext) =>
  (await readPlan(options, context)).problems.map(({ path, message }) => `${planPathText(path)}: ${message}`);

const closed = { kind: 'closed', think: { minMs: 0, maxMs: 1000 }, override: false };
const shared = { kind: 'open', unit: 'share', peak: 1, offPeak: 0, arrivals: 'poisson', backlog: 10, patienceMs: 2000 };

test('without profiles there is one, and everything has a default', async () => {
  const { plan, problems } = await readPlan({});
  expect(problems).toEqual([]);
  expect(plan).toEqual({
    name: 'rushhour',
    profiles: [
      {
        name: 'visitor',
        role: 'visitor',
        count: 1,
        zone: 'UTC',
        hours: 'always',
        rampMs: 1_800_000,
        jitterMs: 0,
        activity: 1,
        pace: closed,
        session: 'play',
        data: [],
        faults: {},
      },
    ],
    limits: {},
    speed: 1,
    scale: 1,
    sizeScale: 1,
    thresholds: [],
    tags: {},
    created: { onStop: 'keep', sweepMs: 60_000, leaseMs: 120_000 },
  });
});

test('a plan with everything', async () => {
  const { plan, problems } = await readPlan({
    name: 'office',
    seed: 42,
    start: '2026-01-05T00:00:00Z',
    speed: 144,
    scale: 0.5,
    sizeScale: 0.01,
    duration: '24h',
    limits: { rate: '2000/min', floor: '25/min', cap: '100/s' },
    tags: { branch: 'main' },
    setup: 'prepare',
    teardown: 'remove',
    created: { ttl: '3h', ttlLarge: { over: '100MB', ttl: '60m' }, onStop: 'remove', lease: '30s' },
    thresholds: ['open.p95 < 300ms', { check: 'failed < 1%', abortOnFail: true, delay: '1m' }],
    data: [{ rows: [{ sku: 'a-1', price: 2, sale: true }] }],
    profiles: [
      {
        name: 'alice-dev',
        role: 'Software Developer',
        zone: 'Europe/Berlin',
        hours: '09:00-17:00',
        ramp: '1h',
        jitter: '10m',
        activity: 2,
        pace: { peak: '80%', offPeak: '5%', arrivals: 'steady', backlog: 0, patience: '1s' },
        scenarios: { develop: 3, browse: 1 },
        start: 'log-in',
        end: 'log-out',
        session: 'user',
        link: { down: '20Mbit', up: '5Mbit', latency: '40ms' },
        data: [{ rows: [{ login: 'alice' }], pick: 'queue', per: 'user' }],
      },
      {
        name: 'crowd',
        load: [
          { ramp: '0-100 users', for: '10m' },
          { wave: '100-50 users', for: '1h', period: '10m' },
        ],
      },
    ],
  });
  expect(problems).toEqual([]);
  const sku = {
    columns: ['sku', 'price', 'sale'],
    rows: [{ sku: 'a-1', price: '2', sale: 'true' }],
    pick: 'circular',
    per: 'play',
    scope: 'plan',
    secret: [],
  };
  const crowd = plan.profiles[1];
  expect(plan).toEqual({
    name: 'office',
    seed: '42',
    startAt: Date.UTC(2026, 0, 5),
    speed: 144,
    scale: 0.5,
    sizeScale: 0.01,
    durationMs: 86_400_000,
    limits: { ratePerMinute: 2000, floorPerMinute: 25, capPerSecond: 100 },
    tags: { branch: 'main' },
    setup: 'prepare',
    teardown: 'remove',
    // A tenth of an hour, 144 times faster.
    created: { ttlMs: 10_800_000, large: { overBytes: 100_000_000, ttlMs: 3_600_000 }, onStop: 'remove', sweepMs: 2500, leaseMs: 30_000 },
    thresholds: [
      expect.objectContaining({ group: 'open', metric: 'p95', abortOnFail: false }),
      expect.objectContaining({ metric: 'failed', abortOnFail: true, delayMs: 60_000 }),
    ],
    profiles: [
      {
        name: 'alice-dev',
        role: 'Software Developer',
        count: 1,
        zone: 'Europe/Berlin',
        hours: [{ startMinute: 540, endMinute: 1020, weekdays: 127 }],
        rampMs: 3_600_000,
        jitterMs: 600_000,
        activity: 2,
        pace: { kind: 'open', unit: 'share', peak: 0.8, offPeak: 0.05, arrivals: 'steady', backlog: 0, patienceMs: 1000 },
        scenarios: { develop: 3, browse: 1 },
        start: 'log-in',
        end: 'log-out',
        session: 'user',
        link: { downBytesPerSecond: 2_500_000, upBytesPerSecond: 625_000, latencyMs: 40 },
        data: [sku, { columns: ['login'], rows: [{ login: 'alice' }], pick: 'queue', per: 'user', scope: 'profile', secret: [] }],
        faults: {},
      },
      crowd,
    ],
  });
  expect(crowd).toMatchObject({
    count: 100,
    pace: closed,
    load: {
      unit: 'users',
      stages: [
        { kind: 'ramp', from: 0, to: 100, durationMs: 600_000 },
        { kind: 'wave', low: 50, high: 100, periodMs: 600_000, durationMs: 3_600_000 },
      ],
    },
  });
});

test('a profile without pace, think and load shares the rate where there is one', async () => {
  const limits = { rate: '100/min' };
  const { plan, problems } = await readPlan({ limits, profiles: [{ name: 'open' }, { name: 'closed', think: '2s' }] });
  expect(problems).toEqual([]);
  expect(plan.profiles.map(({ pace }) => pace)).toEqual([shared, { ...closed, think: { minMs: 2000, maxMs: 2000 } }]);
});

test('the think time of the plan is for profiles without, and one of the command line for all', async () => {
  const profiles = [{ name: 'a' }, { name: 'b', think: '2s' }];
  const thinkOf = async (context: PlanContext) =>
    (await readPlan({ profiles }, context)).plan.profiles.map(({ pace }) => pace.kind === 'closed' && [pace.think.maxMs, pace.override]);
  expect(await thinkOf({ think: '1s' })).toEqual([
    [1000, false],
    [2000, false],
  ]);
  expect(await thinkOf({ think: '0', thinkOverride: true })).toEqual([
    [0, true],
    [0, true],
  ]);
});

test('a load of a rate is open, and takes arrivals and backlog from the pace', async () => {
  const load = [
    { constant: '10/s', for: '1m' },
    { spike: '50/s', for: '30s' },
  ];
  const { plan, problems } = await readPlan({ profiles: [{ name: 'a', load, pace: { arrivals: 'steady', backlog: 3 } }] });
  expect(problems).toEqual([]);
  expect(plan.profiles[0]).toMatchObject({
    pace: { kind: 'open', unit: 'rate', arrivals: 'steady', backlog: 3 },
    load: { unit: 'rate', stages: [{ level: 600 }, { peak: 3000 }] },
  });
});

test.each([
  ['0-100 users', 100],
  ['10/s-200/s', 200],
  ['30/min-90/min', 2],
  ['0/h-60/h', 1],
  ['0/s-0.1/s', 1],
  ['0/s-1500000/s', 1_000_000],
])('without `count` a load of %s has %d people: enough while an action takes up to a second', async (ramp, count) => {
  const { plan } = await readPlan({ profiles: [{ name: 'a', load: [{ ramp, for: '1m' }] }] });
  expect(plan.profiles[0]?.count).toBe(count);
});

const hostile: readonly (readonly [options: object, problems: readonly string[]])[] = [
  [{ limits: { rate: Infinity } }, ['limits.rate: `limits.rate` cannot be "Infinity".']],
  [{ limits: { rate: NaN } }, ['limits.rate: `limits.rate` cannot be "NaN".']],
  [{ limits: { rate: '1e999' }, profiles: [{ name: 'a' }] }, ['limits.rate: `limits.rate` cannot be "1e999".']],
  [{ limits: { rate: -1 }, profiles: [{ name: 'a' }] }, ['limits.rate: `limits.rate` cannot be "-1": it is below 0.']],
  [{ limits: { rate: '10/s; rm' }, profiles: [{ name: 'a' }] }, ['limits.rate: `limits.rate` cannot be "10/s; rm".']],
  [{ limits: { rate: 0 }, profiles: [{ name: 'a' }] }, ['limits.rate: `limits.rate` cannot be "0": nobody would ever act.']],
  [
    { limits: { rate: '1/s', floor: '2/s' }, profiles: [{ name: 'a' }] },
    ['limits.floor: `limits.floor` cannot be "2/s": it is above `limits.rate`.'],
  ],
  [{ limits: { cap: '1.5/s' } }, ['limits.cap: `limits.cap` cannot be "1.5/s": it is not a whole number a second.']],
  [{ limits: { rte: '1/s' } }, ['limits.rte: Unknown key "rte".']],
  [
    { limits: { rate: '1/s' }, profiles: [{ name: 'a', think: '1s' }] },
    ['limits.rate: `limits.rate` has no effect: every profile has a think time or a load.'],
  ],
  [
    { limits: { rate: '1/s' }, profiles: [{ name: 'a', activity: 0 }] },
    ['profiles: Every profile that shares `limits.rate` has the activity 0.'],
  ],
  [{ profiles: [{ name: 'a', pace: { peak: 120 } }] }, ['profiles[0].pace.peak: `profiles[0].pace.peak` cannot be "120": it has no unit.']],
  [{ profiles: [{ name: 'a', pace: { peak: '2/s', offPeak: '10%' } }] }, ['profiles[0].pace: The pace mixes a rate and a share.']],
  [{ profiles: [{ name: 'a', pace: { offPeak: '1/s' } }] }, ['profiles[0].pace: `offPeak` is a rate, and `peak` is not given.']],
  [{ profiles: [{ name: 'a', pace: {} }] }, ['profiles[0].pace: The pace is a share of `limits.rate`, which is not given.']],
  [
    { profiles: [{ name: 'a', pace: { peak: 0, offPeak: '0/s' } }], limits: { rate: '1/s' } },
    ['profiles[0].pace.peak: With `peak` and `offPeak` at 0 nobody ever acts.'],
  ],
  [
    { profiles: [{ name: 'a', pace: { peak: '1/s' }, think: '1s' }] },
    ['profiles[0].think: The profile has both `pace` (open) and `think` (closed).'],
  ],
  [{ profiles: [{ name: 'a', think: '1s-0' }] }, ['profiles[0].think: `profiles[0].think` cannot be "1s-0".']],
  [
    { profiles: [{ name: 'a', think: { distribution: 'normal', mean: 'soon', deviation: '1s' } }] },
    ['profiles[0].think.mean: `profiles[0].think.mean` cannot be "soon".'],
  ],
  [
    { profiles: [{ name: 'a', think: { distribution: 'normal', mean: '1s' } }] },
    ['profiles[0].think: `profiles[0].think.deviation` is missing: normal think times need it.'],
  ],
  [{ profiles: [{ name: 'a', think: { max: '1s', mode: 1 } }] }, ['profiles[0].think.mode: Unknown key "mode".']],
  [{ profiles: [{ name: 'a', hours: '9-9' }] }, ['profiles[0].hours: `profiles[0].hours` cannot be "9-9": it ends when it starts.']],
  [{ profiles: [{ name: 'a', hours: '25-3' }] }, ['profiles[0].hours: `profiles[0].hours` cannot be "25-3": no clock shows that time.']],
  [{ profiles: [{ name: 'a', hours: 1350 }] }, ['profiles[0].hours: `profiles[0].hours` cannot be "1350".']],
  [
    { profiles: [{ name: 'a', zone: 'Mars/Phobos' }] },
    ['profiles[0].zone: `profiles[0].zone` cannot be "Mars/Phobos": there is no such time zone.'],
  ],
  [{ profiles: [{ name: 'a', count: 0 }] }, ['profiles[0].count: `profiles[0].count` cannot be "0".']],
  [{ profiles: [{ name: 'a', count: 1_000_001 }] }, ['profiles[0].count: `profiles[0].count` cannot be "1000001".']],
  [
    {
      profiles: [
        { name: 'a', count: 600_000 },
        { name: 'b', count: 600_000 },
      ],
    },
    ['profiles: The plan has 1200000 users.'],
  ],
  [{ profiles: [{ name: 'a' }, { name: 'a' }] }, ['profiles[1].name: The profile "a" is there twice.']],
  [
    { profiles: [{ name: 'setup' }] },
    ['profiles[0].name: `profiles[0].name` cannot be "setup": users of that name play `setup` and `teardown`.'],
  ],
  [{ profiles: [] }, ['profiles: `profiles` cannot be "[]".']],
  [{ profiles: {} }, ['profiles: `profiles` cannot be "{}".']],
  [
    { profiles: [null, { nam: 'a' }] },
    [
      'profiles[0]: `profiles[0]` cannot be "null".',
      'profiles[1].name: `profiles[1].name` is missing.',
      'profiles[1].nam: Unknown key "nam".',
    ],
  ],
  [{ profiles: [{ name: 'a', scenarios: {} }] }, ['profiles[0].scenarios: The profile names no scenario.']],
  [{ profiles: [{ name: 'a', scenarios: { x: 0 } }] }, ['profiles[0].scenarios: All scenarios of the profile have the weight 0.']],
  [{ profiles: [{ name: 'a', scenarios: { x: -1, y: 1 } }] }, ['profiles[0].scenarios.x: `profiles[0].scenarios.x` cannot be "-1".']],
  [
    { profiles: [{ name: 'a', scenarios: ['x', 'x'] }] },
    ['profiles[0].scenarios[1]: `profiles[0].scenarios[1]` cannot be "x": it is there twice.'],
  ],
  [{ profiles: [{ name: 'a', jitter: '13h' }] }, ['profiles[0].jitter: `profiles[0].jitter` cannot be "13h": it is too long.']],
  [{ profiles: [{ name: 'a', link: { down: 20 } }] }, ['profiles[0].link.down: `profiles[0].link.down` cannot be "20".']],
  [
    { profiles: [{ name: 'a', hours: '9-17', load: [{ constant: '5 users', for: '1m' }] }] },
    ['profiles[0].hours: The profile has both `load` and `hours`.'],
  ],
  [
    { profiles: [{ name: 'a', count: 4, load: [{ constant: '5 users', for: '1m' }] }] },
    ['profiles[0].count: The load goes up to 5 users, and the profile has 4.'],
  ],
  [
    { profiles: [{ name: 'a', load: [{ ramp: '0-5 users', constant: '5 users', for: '1m' }, { for: 0 }] }] },
    [
      'profiles[0].load[0]: The stage names two shapes, `ramp` and `constant`.',
      'profiles[0].load[1].for: `profiles[0].load[1].for` cannot be "0": it must be above 0.',
      'profiles[0].load[1]: The stage names no shape.',
    ],
  ],
  [
    {
      profiles: [
        {
          name: 'a',
          load: [
            { wave: '1-5 users', for: '1m' },
            { spike: '5/s', for: '1m', period: '1s' },
          ],
        },
      ],
    },
    [
      'profiles[0].load[0]: The wave has no `period`.',
      'profiles[0].load[1].period: `profiles[0].load[1].period` cannot be "1s": a spike has no period.',
      'profiles[0].load[1].spike: `profiles[0].load[1].spike` cannot be "5/s": the stages before it are in users.',
    ],
  ],
  [
    { profiles: [{ name: 'a', think: '1s', load: [{ constant: '5/s', for: '1m' }] }] },
    ['profiles[0].think: The profile has both `think` (closed) and a `load` of a rate (open).'],
  ],
  [
    { profiles: [{ name: 'a', pace: { peak: '1/s' }, load: [{ constant: '5/s', for: '1m' }] }] },
    ['profiles[0].pace: The profile has both a `load` and rates in its `pace`.'],
  ],
  [{ data: [{}] }, ['data[0]: The data has neither `file` nor `rows`.']],
  [{ data: [{ file: 'x.csv' }] }, ['data[0].file: `data[0].file` cannot be "x.csv": files are read by `loadPlanFile`.']],
  [{ data: [{ rows: [] }] }, ['data[0].rows: The data has no rows.']],
  [{ data: [{ rows: [{ a: 1 }, { a: null }] }] }, ['data[0].rows[1]: The row has a "a" that is neither text, a number, true nor false.']],
  [{ data: [{ rows: [{ a: 1 }, { b: 2 }] }] }, ['data[0].rows[1]: The row has no "a".']],
  [{ data: [{ rows: [{ constructor: 1 }] }] }, ['data[0].rows[0]: The row has a column "constructor", which is refused.']],
  [{ data: [{ rows: [{ a: 1 }] }, { rows: [{ a: 2 }] }] }, ['data[1]: The column "a" is in two data sets of one profile.']],
  [
    { profiles: [{ name: 'a', count: 3, data: [{ rows: [{ a: 1 }, { a: 2 }], pick: 'queue' }] }] },
    ['profiles[0].data[0]: The queue has 2 rows for 3 users.'],
  ],
  [
    { data: [{ rows: [{ a: 1 }, { a: 2 }], pick: 'queue' }], profiles: [{ name: 'a', count: 2 }, { name: 'b' }] },
    ['data[0]: The queue has 2 rows for 3 users.'],
  ],
  [{ speed: 0 }, ['speed: `speed` cannot be "0".']],
  [{ scale: '2' }, ['scale: `scale` cannot be "2".']],
  [{ duration: 0 }, ['duration: `duration` cannot be "0": it must be above 0.']],
  [{ duration: 'ages' }, ['duration: `duration` cannot be "ages".']],
  [{ start: '2026-01-05T08:00' }, ['start: `start` cannot be "2026-01-05T08:00": it does not say in which time zone.']],
  [{ thresholds: ['p95 < 300'] }, ['thresholds[0]: `thresholds[0]` cannot be "p95 < 300": p95 is compared with a duration.']],
  [
    { thresholds: [{ chek: 'p95 < 1s' }] },
    ['thresholds[0].check: `thresholds[0].check` is missing.', 'thresholds[0].chek: Unknown key "chek".'],
  ],
  [{ thresholds: [5] }, ['thresholds[0]: `thresholds[0]` cannot be "5".']],
  [{ tags: { 'a b': 'x', c: 1 } }, ['tags.c: `tags.c` cannot be "1".', 'tags.a b: The tag "a b" has a name that cannot be used.']],
  [{ seed: '', name: 'a\nb' }, ['seed: `seed` cannot be "".', 'name: `name` cannot be "a\\nb".']],
];

test.each(hostile)('%j has problems', async (options, problems) => {
  expect(await problemsOf(options)).toEqual(problems);
});

test('every problem has a hint', async () => {
  for (const [options] of hostile) {
    for (const { hint } of (await readPlan(options)).problems) expect(hint).toMatch(/^[A-Z].*[.?]$/);
  }
});

test('a value that is secret is told of, and not shown', async () => {
  const options: PlanOptions = {
    duration: 'hunter2',
    profiles: [
      { name: 'hunter2', hours: 'hunter2' },
      { name: 'hunter2', zone: 'hunter2' },
    ],
  };
  const secretPaths = [['duration'], ['profiles']];
  const problems = await problemsOf(options, { secretPaths });
  expect(problems).toEqual([
    'profiles[0].hours: `profiles[0].hours` cannot be "(hidden)": it names a day that is not known.',
    'profiles[1].zone: `profiles[1].zone` cannot be "(hidden)": there is no such time zone.',
    'profiles[1].name: The profile "(hidden)" is there twice.',
    'duration: `duration` cannot be "(hidden)".',
  ]);
});

test('whatever it is given, a plan is read or refused, and problems stand at its parts', async () => {
  const word = fc.constantFrom('1/s', '10%', '0', '9-17', '30m', '5 users', '0-9 users', 'poisson', 'queue', 'p95 < 1s', 'a');
  const part = fc.oneof({ depthSize: 'small' }, word, fc.jsonValue({ maxDepth: 1 }), fc.double(), fc.constant(undefined));
  const keysOf = (...keys: readonly string[]) => fc.dictionary(fc.constantFrom(...keys), part, { maxKeys: 5 });
  const data = fc.array(fc.oneof(part, fc.record({ rows: fc.array(fc.oneof(part, keysOf('x', 'y')), { maxLength: 3 }), pick: part })), {
    maxLength: 2,
  });
  const profile = fc
    .tuple(
      keysOf('name', 'count', 'zone', 'hours', 'ramp', 'jitter', 'activity', 'think', 'scenarios', 'link', 'session', 'start'),
      fc.record(
        {
          pace: fc.oneof(part, keysOf('peak', 'offPeak', 'arrivals', 'backlog', 'patience')),
          load: fc.oneof(part, fc.array(keysOf('ramp', 'constant', 'wave', 'spike', 'for', 'period'), { maxLength: 3 })),
          data,
        },
        { requiredKeys: [] },
      ),
    )
    .map((parts) => ({ ...parts[0], ...parts[1] }));
  const plan = fc
    .tuple(
      keysOf('name', 'seed', 'start', 'speed', 'scale', 'duration', 'tags', 'setup'),
      fc.record(
        {
          profiles: fc.oneof(part, fc.array(profile, { maxLength: 3 })),
          limits: fc.oneof(part, keysOf('rate', 'floor', 'cap')),
          thresholds: fc.array(fc.oneof(part, keysOf('check', 'delay', 'abortOnFail')), { maxLength: 2 }),
          data,
        },
        { requiredKeys: [] },
      ),
    )
    .map((parts) => ({ ...parts[0], ...parts[1] }));
  await fc.assert(
    fc.asyncProperty(plan, async (options) => {
      const { plan: read, problems } = await readPlan(options as PlanOptions);
      for (const { path, message, hint } of problems) {
        expect(path.length).toBeGreaterThan(0);
        expect(message).toMatch(/\.$/);
        expect(hint).toBeDefined();
      }
      const numbers = JSON.stringify(
        read.profiles.map(({ count, activity, rampMs, jitterMs, pace }) => [count, activity, rampMs, jitterMs, pace]),
      );
      expect(numbers).not.toContain('null');
      expect(numbers).not.toMatch(/:-/);
    }),
    { numRuns: 300 },
  );
});
