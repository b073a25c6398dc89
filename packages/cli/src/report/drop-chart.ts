import { formatCount } from '../text/format.ts';
import { drawChart, type ChartColour } from './chart.ts';
import { dropReasonNames } from './drop-reason-names.ts';
import type { Html } from './html.ts';
import type { ReportInterval } from './report-intervals.ts';

const colours: readonly ChartColour[] = ['orange', 'violet', 'teal', 'grey', 'red'];

/** What was given up, by reason; nothing when nothing was. */
export function dropChart(intervals: readonly ReportInterval[]): Html | undefined {
  const reasons = [...new Set(intervals.flatMap(({ dropped }) => Object.keys(dropped)))].toSorted();
  const stacks = reasons
    .map((reason) => ({ reason, values: intervals.map(({ dropped }) => dropped[reason] ?? 0) }))
    .filter(({ values }) => values.some((value) => value > 0));
  if (stacks.length === 0) return undefined;
  return drawChart(intervals, {
    title: 'Dropped',
    unit: 'actions in ten seconds that were due and never began',
    series: stacks.map(({ reason, values }, index) => ({
      name: dropReasonNames.get(reason) ?? reason,
      colour: colours[index % colours.length] ?? 'grey',
      kind: 'stack',
      values,
    })),
    format: formatCount,
  });
}
