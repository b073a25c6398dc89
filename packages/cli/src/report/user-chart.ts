import { formatCount } from '../text/format.ts';
import { drawChart } from './chart.ts';
import type { Html } from './html.ts';
import type { ReportInterval } from './report-intervals.ts';

/** How many users were in a play. */
export function userChart(intervals: readonly ReportInterval[]): Html {
  return drawChart(intervals, {
    title: 'Users',
    unit: 'in a play at the end of each ten seconds',
    series: [{ name: 'users', colour: 'teal', kind: 'area', values: intervals.map(({ users }) => users) }],
    format: formatCount,
  });
}
