import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePopulation } from '../../test/make-population.ts';
import type { PlanOptions, ProfileOptions } from '../plan/plan-options.ts';
import type { Population } from './population.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** A Monday. */
const monday = Date.parse('2026-05-04T00:00Z');

/** What all do together at a time, in actions a minute. */
function together({ rates, groups }: Population, atMs: number): number {
  return groups.reduce((sum, group) => sum + rates.perMinute(group, atMs), 0);
}

function every(stepMs: number, from: number, lengthMs: number): readonly number[] {
  return Array.from({ length: Math.floor(lengthMs / stepMs) }, (_, step) => from + step * stepMs);
}

async function rateAt(options: PlanOptions, time: string, startMs = 0): Promise<readonly number[]> {
  const population = await makePopulation(options, { startMs });
  return population.groups.map((group) => Number(population.rates.perMinute(group, Date.parse(`2026-05-04T${time}Z`)).toFixed(6)));
}

const someone: fc.Arbitrary<ProfileOptions> = fc
  .record({
    count: fc.integer({ min: 1, max: 20 }),
    activity: fc.integer({ min: 1, max: 50 }).map((tenths) => tenths / 10),
    window: fc.option(fc.tuple(fc.nat(95), fc.integer({ min: 1, max: 95 }))),
    weekdays: fc.constantFrom('', 'Mon-Fri ', 'Sat,Sun ', 'Wed '),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/New_York'),
    ramp: fc.constantFrom('0', '10m', '30m', '3h'),
    pace: fc.constantFrom<ProfileOptions['pace']>(
      undefined,
      { peak: '100%', offPeak: '10%' },
      { peak: '3/min', offPeak: '1/min' },
      { peak: '500/min' },
    ),
  })
  .map(({ window, weekdays, pace, ...rest }) => {
    const clock = (quarter: number) =>
      `${String(Math.floor((quarter % 96) / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
    const days = weekdays;
    return {
      name: '',
      ...rest,
      ...(pace !== undefined && { pace }),
      ...(window !== null && { hours: `${days}${clock(window[0])}-${clock(window[0] + window[1])}` }),
    };
  });

const people = fc.array(someone, { minLength: 1, maxLength: 5 }).map((all) => all.map((one, index) => ({ ...one, name: `p${index}` })));

describe('a rate for all', () => {
  test('is reached at the busiest minute of the week, and never passed, whoever shares it', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (profiles) => {
        const shared = profiles.map((one) => ({ ...one, pace: { peak: '100%' } }));
        const population = await makePopulation({ profiles: shared, limits: { rate: '2000/min' } });
        const rates = every(minuteMs, monday, 7 * dayMs).map((atMs) => together(population, atMs));
        const highest = rates.reduce((most, rate) => Math.max(most, rate), 0);
        expect(highest).toBeCloseTo(2000, 6);
      }),
      { numRuns: 15 },
    );
  });

  test('bounds rates of their own as well, from above and below, also between whole minutes and with people who shift', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.constantFrom('0', '25m'), async (profiles, jitter) => {
        const population = await makePopulation({
          profiles: profiles.map((one) => ({ ...one, jitter })),
          limits: { rate: '600/min', floor: '25/min' },
        });
        const rates = every(7 * minuteMs + 1234, monday, 7 * dayMs).map((atMs) => {
          // What a person has between two whole minutes lies on a straight line.
          return population.groups.reduce((sum, group) => {
            const from = Math.floor(atMs / minuteMs) * minuteMs;
            const part = (atMs - from) / minuteMs;
            return sum + population.rates.perMinute(group, from) * (1 - part) + population.rates.perMinute(group, from + minuteMs) * part;
          }, 0);
        });
        expect(rates.reduce((most, rate) => Math.max(most, rate), 0)).toBeLessThanOrEqual(600 + 1e-6);
        expect(rates.reduce((least, rate) => Math.min(least, rate), Infinity)).toBeGreaterThanOrEqual(25 - 1e-6);
      }),
      { numRuns: 12 },
    );
  });

  test('is found where people are there for a few minutes only', async () => {
    for (const hours of ['09:01-09:04', '09:01-09:03', '23:56-23:59']) {
      const population = await makePopulation({ profiles: [{ name: 'a', hours, ramp: 0 }], limits: { rate: '60/min' } });
      const rates = every(minuteMs, monday, dayMs).map((atMs) => together(population, atMs));
      expect(Math.max(...rates)).toBeCloseTo(60, 6);
    }
  });

  test('is the same for everybody who asks: a person in one segment has what the group has', async () => {
    const population = await makePopulation({
      profiles: [
        { name: 'a', count: 3, hours: '09:00-17:00', jitter: '20m' },
        { name: 'b', count: 4, hours: '08:00-16:00', zone: 'Europe/Berlin' },
      ],
      limits: { rate: '100/min', floor: '1/min' },
    });
    for (const atMs of every(11 * minuteMs, monday, dayMs)) {
      const ofGroup = population.groups.map((group) => population.rates.perMinute(group, atMs));
      const ofPeople = [0, 0];
      for (let number = 0; number < population.size; number += 1) {
        const { person } = population.member(number);
        ofPeople[person.group.index] =
          (ofPeople[person.group.index] ?? 0) + (population.rates.segmentAt(person, atMs)?.from ?? 0) * minuteMs;
      }
      ofGroup.forEach((rate, index) => expect(ofPeople[index]).toBeCloseTo(rate, 9));
    }
  });
});

describe('shares of it', () => {
  const always = (name: string, more: Partial<ProfileOptions> = {}) => ({ name, ...more });

  test('go by activity and by how many there are', async () => {
    const profiles = [always('a', { activity: 1 }), always('b', { activity: 2 }), always('c', { activity: 0.5, count: 6 })];
    expect(await rateAt({ profiles, limits: { rate: '600/min' } }, '12:00')).toEqual([100, 200, 300]);
  });

  test('outside the hours are those of `offPeak`', async () => {
    const profiles = [always('a', { hours: '09:00-17:00', pace: { offPeak: '10%' } }), always('b')];
    const limits = { rate: '200/min' };
    expect(await rateAt({ profiles, limits }, '12:00')).toEqual([100, 100]);
    expect(await rateAt({ profiles, limits }, '03:00')).toEqual([10, 100]);
    expect(await rateAt({ profiles, limits }, '09:15')).toEqual([55, 100]);
  });

  test('of somebody who is there all day stay when the others go', async () => {
    const profiles = [always('day', { hours: '09:00-17:00', activity: 2 }), always('ops', { activity: 3 })];
    expect(await rateAt({ profiles, limits: { rate: '500/min' } }, '12:00')).toEqual([200, 300]);
    expect(await rateAt({ profiles, limits: { rate: '500/min' } }, '22:00')).toEqual([0, 300]);
  });

  test('of the floor go by what people do; when nobody is there, by activity alone', async () => {
    const profiles = [
      always('a', { hours: '09:00-12:00', pace: { peak: '2/min', offPeak: '1/min' } }),
      always('b', { hours: '09:00-17:00', pace: { peak: '3/min' } }),
    ];
    expect(await rateAt({ profiles, limits: { floor: '40/min' } }, '10:00')).toEqual([16, 24]);
    expect(await rateAt({ profiles, limits: { floor: '40/min' } }, '23:00')).toEqual([40, 0]);
    const nobody = [always('a', { hours: '09:00-12:00', activity: 3, count: 2 }), always('b', { hours: '09:00-17:00', activity: 2 })];
    expect(await rateAt({ profiles: nobody, limits: { rate: '2000/min', floor: '40/min' } }, '23:00')).toEqual([30, 10]);
  });

  test('are those of rates of their own when these pass the ceiling together', async () => {
    const profiles = [always('a', { pace: { peak: '300/min' } }), always('b', { pace: { peak: '100/min' } })];
    expect(await rateAt({ profiles, limits: { rate: '200/min' } }, '12:00')).toEqual([150, 50]);
    expect(await rateAt({ profiles, limits: { rate: '1000/min' } }, '12:00')).toEqual([300, 100]);
  });
});

test('`scale` multiplies all of it, the floor too', async () => {
  const profiles = [{ name: 'a', hours: '09:00-17:00' }];
  const limits = { rate: '2000/min', floor: '25/min' };
  expect(await rateAt({ profiles, limits, scale: 0.01 }, '12:00')).toEqual([20]);
  expect(await rateAt({ profiles, limits, scale: 0.01 }, '03:00')).toEqual([0.25]);
});

test('weekends are lower where people stay at home', async () => {
  const population = await makePopulation({
    profiles: [
      { name: 'office', count: 9, hours: 'Mon-Fri 09:00-17:00' },
      { name: 'ops', count: 1 },
    ],
    limits: { rate: '1000/min' },
  });
  const peakOf = (day: number) => Math.max(...every(10 * minuteMs, monday + day * dayMs, dayMs).map((atMs) => together(population, atMs)));
  expect([0, 1, 4, 5, 6, 7].map((day) => Math.round(peakOf(day)))).toEqual([1000, 1000, 1000, 100, 100, 1000]);
});

test('a load counts from the start of the run, is not bounded, and leaves what is bounded alone', async () => {
  const startMs = monday + 3 * hourMs + 17;
  const population = await makePopulation(
    {
      profiles: [
        {
          name: 'load',
          count: 4,
          load: [
            { ramp: '0/min-6000/min', for: '10m' },
            { constant: '6000/min', for: '10m' },
          ],
        },
        { name: 'people', pace: { peak: '300/min' } },
      ],
      limits: { rate: '100/min' },
    },
    { startMs },
  );
  const at = (minutes: number) =>
    population.groups.map((group) => Math.round(population.rates.perMinute(group, startMs + minutes * minuteMs)));
  expect([0, 5, 10, 19.99, 20, 60].map(at)).toEqual([
    [0, 100],
    [3000, 100],
    [6000, 100],
    [6000, 100],
    [0, 100],
    [0, 100],
  ]);
});
