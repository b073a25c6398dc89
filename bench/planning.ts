import type { Benchmark } from './measurement.ts';
import { median } from './measurement.ts';
import { runAlone, script } from './run-alone.ts';

interface PlanningRun {
  readonly arrivals: number;
  readonly expected: number;
  readonly seconds: number;
  readonly grownBytes: number;
}

/** A simulated day of a thousand people, every arrival of it. */
export const planning: Benchmark = {
  name: 'planning',
  async run({ short }) {
    const runs: PlanningRun[] = [];
    for (let round = 0; round < (short ? 1 : 3); round += 1) {
      runs.push((await runAlone(script('planning-alone.ts', short ? '100' : '1000'))) as PlanningRun);
    }
    const times = runs.map(({ seconds }) => seconds);
    const { arrivals, expected } = runs[0] ?? { arrivals: 0, expected: 0 };
    return [
      {
        name: 'a day planned, all its arrivals',
        value: median(times),
        unit: 's',
        asked: { atMost: 5 },
        note: `${arrivals.toLocaleString('en')} arrivals, ${Math.round(expected).toLocaleString('en')} expected; ${Math.min(...times).toFixed(2)} to ${Math.max(...times).toFixed(2)}`,
      },
      {
        name: 'heap growth from the first tenth of it to its end',
        value: median(runs.map(({ grownBytes }) => grownBytes)) / 1024,
        unit: 'KB',
        asked: { atMost: 1024 },
      },
    ];
  },
};
