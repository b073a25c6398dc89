import { formatLatency } from '../text/format.ts';
import { drawChart } from './chart.ts';
import type { Html } from './html.ts';
import type { ReportInterval } from './report-intervals.ts';

/** How long actions took, from their actual start. */
export function latencyChart(intervals: readonly ReportInterval[]): Html {
  return drawChart(intervals, {
    title: 'Latency',
    unit: 'of the actions that ended in ten seconds',
    series: [
      { name: 'p50', colour: 'green', kind: 'line', values: intervals.map(({ p50 }) => p50) },
      { name: 'p99', colour: 'violet', kind: 'line', values: intervals.map(({ p99 }) => p99) },
    ],
    format: formatLatency,
  });
}
