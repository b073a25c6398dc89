import type { Forecast } from '@rushhour/core';

const people = [
  { name: 'alice-dev', from: 9, to: 17, weight: 2, pace: 'open' },
  { name: 'david-backup', from: 22, to: 30, weight: 3.5, pace: 'open' },
  { name: 'henry-ops', from: 0, to: 24, weight: 3, pace: 'closed' },
] as const;

const bucketMs = 900_000;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A day of three people, made by hand: one in office hours, one over midnight, one all day who waits for answers. */
export function smallOffice(fromMs = Date.UTC(2026, 0, 5)): Forecast {
  const peakOf = (expected: readonly number[]) => {
    const peak = Math.max(...expected);
    return { total: sum(expected), peakPerMinute: peak / 15, peakAt: fromMs + expected.indexOf(peak) * bucketMs };
  };
  const profiles = people.map(({ name, from, to, weight, pace }) => {
    const expected = Array.from({ length: 96 }, (_, bucket) => {
      const hour = bucket / 4;
      const inside = (hour >= from && hour < to) || (hour + 24 >= from && hour + 24 < to);
      return inside ? weight * 1500 : name === 'alice-dev' ? 0 : weight * 75;
    });
    return { name, role: name, zone: 'UTC', count: 1, pace, expected, ...peakOf(expected) };
  });
  const expected = Array.from({ length: 96 }, (_, bucket) => sum(profiles.map((profile) => profile.expected[bucket] ?? 0)));
  return { fromMs, toMs: fromMs + 86_400_000, bucketMs, profiles, expected, ...peakOf(expected) };
}
