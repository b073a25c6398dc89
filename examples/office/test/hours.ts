import type { Forecast } from '@rushhour/core';
import { expect } from 'vitest';

const hourMs = 3_600_000;

/** Expected actions by hour of the window. */
export function hourly(expected: readonly number[], { bucketMs }: Forecast): readonly number[] {
  const buckets = hourMs / bucketMs;
  return Array.from({ length: expected.length / buckets }, (_, hour) =>
    expected.slice(hour * buckets, (hour + 1) * buckets).reduce((sum, actions) => sum + actions, 0),
  );
}

/** Counts actions by profile and simulated hour. */
export function countByHour(actions: readonly (readonly [profile: string, simulatedAt: number])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [profile, simulatedAt] of actions) {
    const key = `${profile} ${Math.floor(simulatedAt / hourMs)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Holds counts by profile and hour, and their sum, to five standard deviations of a Poisson distribution around the expected. */
export function expectPoisson(counts: ReadonlyMap<string, number>, forecast: Forecast) {
  const outside = forecast.profiles.flatMap(({ name, expected }) =>
    hourly(expected, forecast).flatMap((mean, hour) => {
      const count = counts.get(`${name} ${forecast.fromMs / hourMs + hour}`) ?? 0;
      return Math.abs(count - mean) > 5 * Math.sqrt(mean) + 1 ? [{ name, hour, count, mean }] : [];
    }),
  );
  expect(outside).toEqual([]);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  expect(Math.abs(all - forecast.total)).toBeLessThanOrEqual(5 * Math.sqrt(forecast.total));
}
