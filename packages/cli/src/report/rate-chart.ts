import { formatRate } from '../text/format.ts';
import { drawChart, type ChartSeries } from './chart.ts';
import type { Html } from './html.ts';
import type { ReportInterval } from './report-intervals.ts';

/** Intended against achieved: how many actions were due in each second, and how many began. */
export function rateChart(intervals: readonly ReportInterval[], { isOpen }: { readonly isOpen: boolean }): Html {
  const perSecond = (count: (interval: ReportInterval) => number) => intervals.map((one) => count(one) / one.seconds);
  const started: ChartSeries = { name: 'achieved', colour: 'blue', kind: 'area', values: perSecond((one) => one.started) };
  const scheduled: ChartSeries = { name: 'intended', colour: 'orange', kind: 'dashed', values: perSecond((one) => one.scheduled) };
  return drawChart(intervals, {
    title: isOpen ? 'Intended against achieved' : 'Actions',
    unit: 'actions per second',
    series: isOpen ? [started, scheduled] : [started],
    format: formatRate,
    note: isOpen ? undefined : 'Everybody waits for an answer before going on, so what was intended is what was achieved.',
  });
}
