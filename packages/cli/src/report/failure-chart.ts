import { formatCount } from '../text/format.ts';
import { drawChart } from './chart.ts';
import type { Html } from './html.ts';
import type { ReportInterval } from './report-intervals.ts';

/** How many actions failed; nothing when none did. */
export function failureChart(intervals: readonly ReportInterval[]): Html | undefined {
  const values = intervals.map(({ failed }) => failed);
  if (values.every((value) => value === 0)) return undefined;
  return drawChart(intervals, {
    title: 'Failures',
    unit: 'actions that failed in ten seconds',
    series: [{ name: 'failed', colour: 'red', kind: 'area', values }],
    format: formatCount,
  });
}
