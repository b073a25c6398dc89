import type { Benchmark, Figure } from './measurement.ts';
import { runAlone, script } from './run-alone.ts';

interface ArrivalsRun {
  readonly expected: number;
  readonly scheduled: number;
  readonly ok: number;
  readonly latenessMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

const cases = [
  { perSecond: 200, against: 'http', p99: 25 },
  { perSecond: 1500, against: 'http', p99: 25 },
  { perSecond: 10_000, against: 'nothing', p99: 5 },
] as const;

/** Open arrivals: whether all come, and how late. */
export const arrivals: Benchmark = {
  name: 'arrivals',
  async run() {
    const figures: Figure[] = [];
    for (const { perSecond, against, p99 } of cases) {
      const { expected, scheduled, ok, latenessMs } = (await runAlone(
        script('arrivals-alone.ts', String(perSecond), against),
      )) as ArrivalsRun;
      const what = `${perSecond.toLocaleString('en')}/s for 3 s${against === 'http' ? ', over HTTP' : ', a plugin that returns at once'}`;
      figures.push(
        {
          name: `${what}: missing`,
          value: expected - ok,
          unit: 'arrivals',
          asked: { atMost: 0 },
          note: `${scheduled} scheduled, ${ok} done`,
        },
        {
          name: `${what}: lateness p99`,
          value: latenessMs.p99,
          unit: 'ms',
          asked: { atMost: p99 },
          note: `median ${latenessMs.p50}, most ${latenessMs.max}`,
        },
      );
    }
    return figures;
  },
};
