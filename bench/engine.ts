import { script, runAlone } from './run-alone.ts';
import { median, type Benchmark } from './measurement.ts';

interface EngineRun {
  readonly microsecondsPerAction: number;
  readonly heapBytesPerAction: number;
}

/** The engine alone: a plugin that returns at once, 64 users, no think time. */
export const engine: Benchmark = {
  name: 'engine',
  async run({ short }) {
    const rounds = short ? 1 : 5;
    const actions = short ? 200_000 : 1_000_000;
    const runs: EngineRun[] = [];
    for (let round = 0; round < rounds; round += 1) runs.push((await runAlone(script('engine-alone.ts', String(actions)))) as EngineRun);
    const times = runs.map(({ microsecondsPerAction }) => microsecondsPerAction);
    return [
      {
        name: 'time per action',
        value: median(times),
        unit: 'us',
        asked: { atMost: 2 },
        note: `median of ${rounds}, ${Math.min(...times).toFixed(2)} to ${Math.max(...times).toFixed(2)}`,
      },
      {
        name: 'heap growth per action after warm-up',
        value: median(runs.map(({ heapBytesPerAction }) => heapBytesPerAction)),
        unit: 'B',
        asked: { atMost: 20 },
        note: `over ${actions.toLocaleString('en')} actions`,
      },
    ];
  },
};
