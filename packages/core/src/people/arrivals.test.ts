import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePopulation, membersOf } from '../../test/make-population.ts';
import type { PlanOptions } from '../plan/plan-options.ts';
import { Arrivals } from './arrivals.ts';
import type { Population } from './population.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const monday = Date.parse('2026-05-04T00:00Z');

/** The arrivals of everybody in a window of time, in order. */
function arrivalsOf(population: Population, fromMs: number, toMs: number, numbers = membersOf(population).keys()): readonly number[] {
  return [...numbers]
    .flatMap((number) => {
      const { person, random } = population.member(number);
      const arrivals = new Arrivals(person, { rates: population.rates, random });
      arrivals.start(fromMs);
      const times: number[] = [];
      for (let atMs = arrivals.next(); atMs < toMs; atMs = arrivals.next()) times.push(atMs);
      return times;
    })
    .toSorted((a, b) => a - b);
}

function countsPer(lengthMs: number, times: readonly number[], fromMs: number): readonly number[] {
  const counts: number[] = [];
  for (const atMs of times) {
    const bucket = Math.floor((atMs - fromMs) / lengthMs);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return Array.from(counts, (count) => count ?? 0);
}

/** The integral of the rate of all, by trapezoids between whole minutes, between which it is straight. */
function expectedOf({ rates, groups }: Population, fromMs: number, toMs: number): number {
  let sum = 0;
  for (let atMs = fromMs; atMs < toMs; atMs += minuteMs) {
    for (const group of groups) sum += (rates.perMinute(group, atMs) + rates.perMinute(group, atMs + minuteMs)) / 2;
  }
  return sum;
}

const office: PlanOptions = {
  profiles: [
    { name: 'day', count: 6, hours: '09:00-17:00', activity: 2 },
    { name: 'night', count: 3, hours: '22:00-06:00', zone: 'Europe/Berlin', activity: 3.5, jitter: '20m' },
    { name: 'ops', count: 2, activity: 3 },
  ],
  limits: { rate: '200/min', floor: '10/min' },
};

describe('Poisson arrivals', () => {
  test('are as many in each hour as their rate says (chi-square over a day, three seeds)', async () => {
    for (const seed of ['one', 'two', 'three']) {
      const population = await makePopulation(office, { seed, startMs: monday });
      const counts = countsPer(hourMs, arrivalsOf(population, monday, monday + dayMs), monday);
      let chiSquare = 0;
      for (let hour = 0; hour < 24; hour += 1) {
        const expected = expectedOf(population, monday + hour * hourMs, monday + (hour + 1) * hourMs);
        expect(expected).toBeGreaterThan(0);
        expect(Math.abs((counts[hour] ?? 0) - expected)).toBeLessThan(5 * Math.sqrt(expected) + 1);
        chiSquare += ((counts[hour] ?? 0) - expected) ** 2 / expected;
      }
      // 24 degrees of freedom: 99.99 % lie below 56.
      expect(chiSquare).toBeLessThan(56);
    }
  });

  test('of a constant rate lie apart exponentially (Kolmogorov-Smirnov)', async () => {
    const population = await makePopulation({ profiles: [{ name: 'a', pace: { peak: '60/min' } }] });
    const times = arrivalsOf(population, 0, 3 * hourMs);
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    const sorted = gaps.toSorted((a, b) => a - b);
    const distance = Math.max(
      ...sorted.map((gap, index) => {
        const below = 1 - Math.exp(-gap / 1000);
        return Math.max(Math.abs(below - index / sorted.length), Math.abs((index + 1) / sorted.length - below));
      }),
    );
    // 1.95 / sqrt(n) is passed by one in a thousand.
    expect(distance).toBeLessThan(1.95 / Math.sqrt(sorted.length));
    // Neighbours do not know of each other: their correlation is 0 within 5 sigma.
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const spread = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0);
    const together = gaps.slice(1).reduce((sum, gap, index) => sum + (gap - mean) * ((gaps[index] ?? 0) - mean), 0);
    expect(Math.abs(together / spread)).toBeLessThan(5 / Math.sqrt(gaps.length));
  });

  test('follow a ramp', async () => {
    const population = await makePopulation({ profiles: [{ name: 'a', count: 8, load: [{ ramp: '0/s-100/s', for: '100s' }] }] });
    const counts = countsPer(10_000, arrivalsOf(population, 0, 100_000), 0);
    expect(counts).toHaveLength(10);
    counts.forEach((count, index) => {
      const expected = 50 + 100 * index;
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    });
  });

  test('end with the load', async () => {
    const population = await makePopulation({ profiles: [{ name: 'a', load: [{ constant: '10/s', for: '10s' }] }] });
    const times = arrivalsOf(population, 0, Infinity);
    expect(times.length).toBeGreaterThan(50);
    expect(times.at(-1)).toBeLessThan(10_000);
  });

  test('never come where there is no rate', async () => {
    const population = await makePopulation({ profiles: [{ name: 'a', hours: '09:00-17:00', pace: { peak: '100/min' } }] });
    // A rate is straight between whole minutes: it begins to rise with the minute before the window.
    const hours = arrivalsOf(population, monday, monday + 2 * dayMs).map((atMs) => (atMs % dayMs) / hourMs);
    expect(hours.filter((hour) => hour < 9 - 1 / 60 || hour >= 17)).toEqual([]);
    expect(hours.length).toBeGreaterThan(80_000);
  });

  test('of somebody who works on one day of the week are found a week ahead', async () => {
    const population = await makePopulation({ profiles: [{ name: 'a', hours: 'Mon 09:00-10:00', pace: { peak: '60/min' } }] });
    const { person, random } = population.member(0);
    const arrivals = new Arrivals(person, { rates: population.rates, random });
    arrivals.start(monday + 10 * hourMs);
    expect(Math.floor((arrivals.next() - monday) / hourMs)).toBe(7 * 24 + 9);
  });
});

describe('steady arrivals', () => {
  test('are exactly as many as expected, rounded, for any rate and any number of users', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 900 }), async (count, perMinute) => {
        const population = await makePopulation({
          profiles: [{ name: 'a', count, load: [{ constant: `${perMinute}/min`, for: '1m' }], pace: { arrivals: 'steady' } }],
        });
        const times = arrivalsOf(population, 0, Infinity);
        expect(times).toHaveLength(perMinute);
        // Together evenly spaced, whoever's turn it is.
        const gap = minuteMs / perMinute;
        times.forEach((atMs, index) => expect(Math.abs(atMs - (index + 0.5) * gap)).toBeLessThan(1e-6 * minuteMs));
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['ramp', [{ ramp: '0/s-20/s', for: '30s' }], 300],
    ['ramp down', [{ ramp: '20/s-0/s', for: '30s' }], 300],
    [
      'ramp and constant',
      [
        { ramp: '0/s-10/s', for: '10s' },
        { constant: '10/s', for: '10s' },
      ],
      150,
    ],
    ['wave', [{ wave: '10/s-30/s', period: '20s', for: '60s' }], 1200],
    ['spike from nothing', [{ spike: '40/s', for: '10s' }], 200],
    [
      'spike on a constant',
      [
        { constant: '10/s', for: '10s' },
        { spike: '50/s', for: '10s' },
        { constant: '10/s', for: '10s' },
      ],
      500,
    ],
  ])('%s: the area below the curve', async (_, load, wanted) => {
    for (const count of [1, 7, 64]) {
      const population = await makePopulation({ profiles: [{ name: 'a', count, load, pace: { arrivals: 'steady' } }] });
      const times = arrivalsOf(population, 0, Infinity);
      expect(Math.abs(times.length - wanted)).toBeLessThanOrEqual(1);
      expect(new Set(times).size).toBe(times.length);
    }
  });

  test('by hours are as many as expected each day, and take turns', async () => {
    const population = await makePopulation({
      profiles: [{ name: 'a', count: 5, hours: '09:00-17:00', pace: { peak: '2/min', arrivals: 'steady' } }],
    });
    for (const day of [0, 1, 2]) {
      const from = monday + day * dayMs;
      const times = arrivalsOf(population, from, from + dayMs);
      expect(Math.abs(times.length - expectedOf(population, from, from + dayMs))).toBeLessThanOrEqual(1);
      const noon = times.filter((atMs) => atMs >= from + 12 * hourMs && atMs < from + 13 * hourMs);
      const gaps = noon.slice(1).map((atMs, index) => atMs - (noon[index] ?? 0));
      for (const gap of gaps) expect(gap).toBeCloseTo(6000, 3);
    }
  });
});

describe('arrivals are a function of the seed, the person and the time', () => {
  const plans: readonly (readonly [name: string, options: PlanOptions])[] = [
    ['poisson, by hours and shift', office],
    [
      'steady',
      { profiles: [{ name: 'a', count: 3, hours: '08:00-18:00', pace: { peak: '5/min', offPeak: '1/min', arrivals: 'steady' } }] },
    ],
    ['steep', { profiles: [{ name: 'a', pace: { peak: '300/min' } }] }],
  ];

  test.each(plans)('an hour of a day alone has the arrivals it has in the day (%s)', async (_, options) => {
    const whole = arrivalsOf(await makePopulation(options, { startMs: monday }), monday, monday + 14 * hourMs);
    for (const [from, to] of [
      [12, 13],
      [0, 1],
      [8.9, 9.3],
      [12.3456789, 12.5],
    ] as const) {
      const [fromMs, toMs] = [monday + Math.round(from * hourMs), monday + Math.round(to * hourMs)];
      const alone = arrivalsOf(await makePopulation(options, { startMs: fromMs }), fromMs, toMs);
      const inDay = whole.filter((atMs) => atMs >= fromMs && atMs < toMs);
      expect(alone.length).toBe(inDay.length);
      expect(alone.length).toBeGreaterThan(0);
      alone.forEach((atMs, index) => expect(atMs).toBeCloseTo(inDay[index] ?? 0, 2));
    }
  });

  test('the arrivals of somebody do not depend on how many others there are', async () => {
    const few = await makePopulation({ profiles: [{ name: 'a', count: 2, pace: { peak: '7/min' } }] });
    const many = await makePopulation({
      profiles: [
        { name: 'z', pace: { peak: '1/min' } },
        { name: 'a', count: 200, pace: { peak: '7/min' } },
      ],
    });
    expect(arrivalsOf(many, 0, hourMs, [1, 2].values())).toEqual(arrivalsOf(few, 0, hourMs));
  });

  test('another factor changes the rate from then on, and 1 brings back what was planned', async () => {
    const population = await makePopulation({ profiles: [{ name: 'a', pace: { peak: '100/min' } }] });
    const { person, random } = population.member(0);
    const count = (factor: number) => {
      const arrivals = new Arrivals(person, { rates: population.rates, random });
      arrivals.start(0);
      arrivals.start(90 * minuteMs, factor);
      const times: number[] = [];
      for (let atMs = arrivals.next(); atMs < 270 * minuteMs; atMs = arrivals.next()) times.push(atMs);
      expect(times[0]).toBeGreaterThanOrEqual(90 * minuteMs);
      return times.length;
    };
    for (const factor of [0.1, 0.5, 2, 3]) {
      const expected = 18_000 * factor;
      expect(Math.abs(count(factor) - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
    expect(count(1)).toBe(arrivalsOf(population, 90 * minuteMs, 270 * minuteMs).length);
  });

  test('a steady pace at another factor stays evenly spaced', async () => {
    const population = await makePopulation({ profiles: [{ name: 'a', pace: { peak: '60/min', arrivals: 'steady' } }] });
    const { person, random } = population.member(0);
    const arrivals = new Arrivals(person, { rates: population.rates, random });
    arrivals.start(0);
    expect([arrivals.next(), arrivals.next()].map(Math.round)).toEqual([500, 1500]);
    arrivals.start(2000, 4);
    expect([1, 2, 3, 4, 5].map(() => Math.round(arrivals.next()))).toEqual([2125, 2375, 2625, 2875, 3125]);
  });

  test('without a ramp nobody comes before the hours begin, or after they end', async () => {
    const population = await makePopulation(
      { profiles: [{ name: 'a', count: 20, hours: '09:00-17:00', ramp: 0, pace: { peak: '10/min' } }] },
      { startMs: monday },
    );
    const all = arrivalsOf(population, monday, monday + dayMs);
    expect(Math.min(...all)).toBeGreaterThan(monday + 9 * 60 * minuteMs);
    expect(Math.max(...all)).toBeLessThan(monday + 17 * 60 * minuteMs);
  });

  test('with an arrival every other day everybody has a turn', async () => {
    const population = await makePopulation(
      { profiles: [{ name: 'a', count: 8, pace: { peak: `${1 / 48}/h`, arrivals: 'steady' } }] },
      { startMs: monday },
    );
    const days = 40;
    for (let number = 0; number < 8; number += 1) {
      const own = arrivalsOf(population, monday, monday + days * dayMs, [number].values());
      expect(own.length).toBeGreaterThanOrEqual(days / 2 - 2);
      expect(own.length).toBeLessThanOrEqual(days / 2 + 2);
    }
    expect(Math.abs(arrivalsOf(population, monday, monday + days * dayMs).length - (8 * days) / 2)).toBeLessThanOrEqual(4);
  });

  test('these are the first arrivals of a seed: other ones are a new major version', async () => {
    const population = await makePopulation(office, { seed: '42', startMs: monday });
    const first = (number: number) =>
      arrivalsOf(population, monday, monday + dayMs, [number].values())
        .slice(0, 3)
        .map((atMs) => (atMs - monday).toFixed(3));
    expect([0, 7, 10].map(first)).toMatchInlineSnapshot(`
      [
        [
          "32502293.859",
          "32561707.584",
          "32587246.543",
        ],
        [
          "2440.836",
          "4709.906",
          "6370.305",
        ],
        [
          "710.202",
          "1957.160",
          "3347.892",
        ],
      ]
    `);
    const steady = await makePopulation({ profiles: [{ name: 'a', count: 3, pace: { peak: '7/min', arrivals: 'steady' } }] });
    expect(arrivalsOf(steady, 0, minuteMs / 4).map((atMs) => atMs.toFixed(3))).toMatchInlineSnapshot(`
      [
        "1428.571",
        "4285.714",
        "7142.857",
        "10000.000",
        "12857.143",
      ]
    `);
  });
});
