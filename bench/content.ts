import { median, type Benchmark } from './measurement.ts';
import { runAlone, script } from './run-alone.ts';

interface ContentRun {
  readonly rates: Readonly<Record<string, number>>;
  readonly peakBytes: number;
}

/** The kinds whose files are mostly bytes that cannot be compressed. */
const bulk = ['zip', 'tar', '7z', 'mp4', 'wav', 'bmp', 'gz', 'tar.gz'];

/** Files made as fast as somebody reads them, on one core. */
export const content: Benchmark = {
  name: 'content',
  async run({ short }) {
    const runs: ContentRun[] = [];
    for (let round = 0; round < (short ? 1 : 3); round += 1) {
      runs.push((await runAlone(script('content-alone.ts', short ? '64MiB' : '1GiB', ...bulk))) as ContentRun);
    }
    const rateOf = (name: string) => median(runs.map(({ rates }) => rates[name] ?? NaN));
    return [
      ...bulk.map((extension) => ({
        name: `${extension} streamed`,
        value: rateOf(extension),
        unit: 'GiB/s',
        asked: { atLeast: 1 },
        note: `${(rateOf(extension) / rateOf('bare')).toFixed(2)} of the bare random bytes, ${rateOf('bare').toFixed(1)} GiB/s`,
      })),
      { name: 'peak memory of the process', value: Math.max(...runs.map(({ peakBytes }) => peakBytes)) / 2 ** 20, unit: 'MiB' },
    ];
  },
};
