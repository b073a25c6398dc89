import type { Benchmark, Figure } from './measurement.ts';
import { runAlone, script } from './run-alone.ts';

/** What people weigh between two plays. */
export const people: Benchmark = {
  name: 'people',
  async run({ short }) {
    const count = short ? 10_000 : 100_000;
    const figures: Figure[] = [];
    for (const [kind, what] of [
      ['open', 'who wait for their next arrival'],
      ['closed', 'who think'],
      ['shifting', 'whose hours shift from day to day'],
    ] as const) {
      const { heapBytesPerUser } = (await runAlone(script('people-alone.ts', String(count), kind))) as {
        readonly heapBytesPerUser: number;
      };
      figures.push({
        name: `heap of each of ${count.toLocaleString('en')} people ${what}`,
        value: heapBytesPerUser,
        unit: 'B',
        asked: { atMost: 1024 },
      });
    }
    return figures;
  },
};
