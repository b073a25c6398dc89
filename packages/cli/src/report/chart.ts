import { clockTime, timeTicks, valueTicks } from './axis-ticks.ts';
import { html, type Html } from './html.ts';
import type { ReportInterval } from './report-intervals.ts';

/** One set of values in a chart, one an interval. */
export interface ChartSeries {
  readonly name: string;
  /** A colour of the style: `blue`, `orange`, `red`, `green`, `violet`, `teal`, `grey`. */
  readonly colour: ChartColour;
  /** `area`: filled from 0; `stack`: filled from what was stacked before; `dashed`: a line that something else is held against. */
  readonly kind: 'line' | 'dashed' | 'area' | 'stack';
  readonly values: readonly number[];
}

/** The colours of charts; each is a variable of the style sheet. */
export type ChartColour = 'blue' | 'orange' | 'red' | 'green' | 'violet' | 'teal' | 'grey';

/** A chart over the time of a run. */
export interface ChartOptions {
  readonly title: string;
  /** What the values are, after the title. */
  readonly unit: string;
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
  /** Said below. */
  readonly note?: string | undefined;
}

const width = 960;
const height = 220;
const plot = { left: 62, right: 932, top: 12, bottom: 192 } as const;

/** Draws values as steps, because each stands for a whole interval. Pointing at an interval tells its values, without a script. */
export function drawChart(intervals: readonly ReportInterval[], { title, unit, series, format, note }: ChartOptions): Html {
  const from = intervals[0]?.at ?? 0;
  const to = Math.max(from + 1, ...intervals.slice(-1).map(({ at, seconds }) => at + seconds));
  const tops = stackedTops(series);
  const ticks = valueTicks(Math.max(0, ...tops.flat()));
  const highest = ticks.at(-1) ?? 1;
  const x = (seconds: number) => round(plot.left + ((seconds - from) / (to - from)) * (plot.right - plot.left));
  const y = (value: number) => round(plot.bottom - (value / highest) * (plot.bottom - plot.top));
  const steps = (values: readonly number[]) =>
    intervals.map(({ at, seconds }, index) => `${x(at)},${y(values[index] ?? 0)} ${x(at + seconds)},${y(values[index] ?? 0)}`).join(' ');

  const drawn = series.map(({ kind, colour }, index) => {
    const line = steps(tops[index] ?? []);
    if (kind === 'line' || kind === 'dashed') return html`<polyline class="${kind} ${colour}" points="${line}" />`;
    return html`<polygon class="fill ${colour}" points="${x(from)},${plot.bottom} ${line} ${x(to)},${plot.bottom}" />
      <polyline class="line ${colour}" points="${line}" />`;
  });
  // The lowest of a stack is drawn last, over those that reach higher.
  const layers = series.every(({ kind }) => kind === 'stack') ? drawn.toReversed() : drawn;
  const tooltips = intervals.map(({ at, seconds }, index) => {
    const values = series.map(({ name, values: of }) => html`&#10;${name} ${format(of[index] ?? 0)}`);
    return html`<rect x="${x(at)}" y="${plot.top}" width="${round(x(at + seconds) - x(at))}" height="${plot.bottom - plot.top}">
      <title>${clockTime(at)} to ${clockTime(at + seconds)}${values}</title>
    </rect>`;
  });
  return html`<figure>
    <figcaption>
      <h3>${title} <small>${unit}</small></h3>
      ${legend(series)}
    </figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${`${title}, ${unit}`}">
      ${ticks.map((value) => html`<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y(value)}" y2="${y(value)}" /><text class="value" x="${plot.left - 8}" y="${y(value) + 4}">${format(value)}</text>`)}
      ${timeTicks(from, to).map((seconds) => html`<line class="tick" x1="${x(seconds)}" x2="${x(seconds)}" y1="${plot.bottom}" y2="${plot.bottom + 4}" /><text class="time" x="${x(seconds)}" y="${plot.bottom + 19}">${clockTime(seconds)}</text>`)}
      ${layers}
      <g class="points">${tooltips}</g>
    </svg>
    ${note === undefined ? undefined : html`<p class="note">${note}</p>`}
  </figure>`;
}

function legend(series: readonly ChartSeries[]): Html | undefined {
  if (series.length < 2) return undefined;
  return html`<ul class="legend">
    ${series.map(({ name, colour, kind }) => html`<li><i class="${kind === 'dashed' ? 'dashed' : 'swatch'} ${colour}"></i>${name}</li>`)}
  </ul>`;
}

/** The values as they are drawn: those of a stack on top of each other. */
function stackedTops(series: readonly ChartSeries[]): readonly (readonly number[])[] {
  let base: readonly number[] = [];
  return series.map(({ kind, values }) => {
    if (kind !== 'stack') return values;
    base = values.map((value, index) => value + (base[index] ?? 0));
    return base;
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
