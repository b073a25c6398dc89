import { median, type Benchmark, type Figure } from './measurement.ts';
import { runAlone, script } from './run-alone.ts';

interface ArrivalsRun {
  readonly expected: number;
  readonly scheduled: number;
  readonly ok: number;
  readonly bareP99Ms: number;
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
  async run({ short }) {
    const figures: Figure[] = [];
    const rounds = short ? 1 : 3;
    for (const { perSecond, against, p99 } of cases) {
      const runs: ArrivalsRun[] = [];
      for (let round = 0; round < rounds; round += 1) {
        runs.push((await runAlone(script('arrivals-alone.ts', String(perSecond), against), { isPinned: false })) as ArrivalsRun);
      }
      const what = `${perSecond.toLocaleString('en')}/s for 3 s${against === 'http' ? ', over HTTP' : ', a plugin that returns at once'}`;
      const middle = (of: (run: ArrivalsRun) => number) => median(runs.map(of));
      figures.push(
        {
          name: `${what}: missing`,
          value: Math.max(...runs.map(({ expected, ok }) => expected - ok)),
          unit: 'arrivals',
          asked: { atMost: 0 },
          note: `of ${perSecond * 3}, the most of ${rounds}`,
        },
        {
          name: `${what}: lateness p99`,
          value: middle(({ latenessMs }) => latenessMs.p99),
          unit: 'ms',
          asked: { atMost: p99 },
          note: `medians of ${rounds}: p50 ${middle(({ latenessMs }) => latenessMs.p50)}, most ${middle(({ latenessMs }) => latenessMs.max)}; a bare loop p99 ${middle(({ bareP99Ms }) => bareP99Ms).toFixed(1)}`,
        },
      );
    }
    return figures;
  },
};
