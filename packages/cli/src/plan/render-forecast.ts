import { fit, fitMiddle, widthOf } from '../text/fit.ts';
import { formatCount, formatElapsed, formatPlural, formatShort } from '../text/format.ts';
import type { Paint, PaintStyle } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { columnChart } from './column-chart.ts';
import type { Forecast, ProfileForecast } from '@rushhour/core';
import { hourTable } from './hour-table.ts';
import { countsFromStart, describeWindow } from './describe-window.ts';
import type { LocalTime } from './local-time.ts';
import { resample } from './resample.ts';
import { strip } from './strip.ts';
import { timeTicks } from './time-ticks.ts';

/** How a forecast is shown. */
export interface RenderForecastOptions {
  readonly name: string;
  readonly seed?: string | undefined;
  readonly paint: Paint;
  /** Width to keep to. */
  readonly columns: number;
  readonly local: LocalTime;
  /** How long answers were taken to take. */
  readonly assumeMs: number;
}

/** How many profiles are shown; `--json` has them all. */
const shownProfiles = 40;
const chartRows = 7;
/** What stands right of a strip: total, peak and its time, with their spaces. */
const figureColumns = 33;

/** Writes what is to be expected, for a person to read: a strip of each profile, all of them together, and the numbers. */
export function renderForecast(forecast: Forecast, options: RenderForecastOptions): string {
  const { paint, columns } = options;
  const shown = forecast.profiles.slice(0, shownProfiles);
  const nameColumns = Math.min(24, Math.max(9, ...shown.map(({ name }) => widthOf(printable(name)))));
  const layout: Layout = { ...options, nameColumns, stripColumns: stripColumns(forecast, columns - 2 - nameColumns - 2 - figureColumns) };
  const hidden = forecast.profiles.length - shown.length;
  const rows = [...shown, { ...forecast, name: 'everybody' }];
  const blocks = [
    [headLine(forecast, options)],
    [
      titleLine(forecast, layout),
      ...shown.map((profile) => profileLine(profile, layout)),
      ...(hidden > 0 ? [paint('dim', `and ${formatPlural(hidden, 'profile')} more; --json has them all`)] : []),
      totalLine(forecast, layout),
    ],
    chartLines(forecast, layout),
    hourTable(
      rows.map(({ name, expected }) => ({ name: fitMiddle(printable(name), nameColumns), values: expected })),
      { ...options, ...forecast, columns: columns - 2, nameColumns },
    ),
    notes(forecast, options),
  ].filter((lines) => lines.length > 0);
  const lines = blocks.flatMap((block) => ['', ...block.map((line) => fit(line === '' ? '' : `  ${line}`, columns))]);
  return `${lines.join('\n')}\n\n`;
}

interface Layout extends RenderForecastOptions {
  readonly nameColumns: number;
  readonly stripColumns: number;
}

/** As many columns as there is room for; a whole number for every hour, or every day, where that is possible: then equal ones look equal. */
function stripColumns({ fromMs, toMs }: Forecast, room: number): number {
  const most = Math.max(12, Math.min(96, room));
  const hours = (toMs - fromMs) / 3_600_000;
  const unit = [hours, hours / 24].find((count) => Number.isInteger(count) && count > 1 && count <= most);
  return unit === undefined ? most : Math.floor(most / unit) * unit;
}

function headLine({ profiles, fromMs, toMs }: Forecast, { name, seed, local, paint }: RenderForecastOptions): string {
  const people = profiles.reduce((sum, { count }) => sum + count, 0);
  const who = `${people === 1 ? '1 person' : `${formatCount(people)} people`}${seed === undefined ? '' : `, seed ${printable(seed)}`}`;
  return `${paint('bold', printable(name))}  ${describeWindow(fromMs, toMs, local)}  ${paint('dim', who)}`;
}

function titleLine({ fromMs, toMs }: Forecast, { local, nameColumns, stripColumns: width, paint }: Layout): string {
  const cells = Array.from({ length: width }, () => ' ');
  for (const { position, label } of timeTicks({ fromMs, toMs, local, columns: width })) {
    const at = Math.round(position * width);
    if (at + label.length <= width) cells.splice(at, label.length, ...label);
  }
  return paint('dim', figures(`${'who'.padEnd(nameColumns)}  ${cells.join('')}`, ['actions', 'peak/min', 'at']));
}

function profileLine(profile: ProfileForecast, layout: Layout): string {
  const { nameColumns, stripColumns: width, paint } = layout;
  const name = fitMiddle(printable(profile.name), nameColumns).padEnd(nameColumns);
  return figures(
    `${name}  ${paintedStrip(profile.expected, { width, paint, style: 'cyan' })}`,
    figuresOf(profile, layout, profile.pace === 'closed'),
  );
}

function totalLine(forecast: Forecast, layout: Layout): string {
  const { nameColumns, stripColumns: width, paint } = layout;
  const bars = paintedStrip(forecast.expected, { width, paint, style: 'green' });
  const cells = figuresOf(forecast, layout, hasClosed(forecast));
  return figures(`${paint('bold', 'everybody'.padEnd(nameColumns))}  ${bars}`, cells, (text) => paint('bold', text));
}

/** A strip in colour, quiet times dimmed. */
function paintedStrip(
  values: readonly number[],
  { width, paint, style }: { readonly width: number; readonly paint: Paint; readonly style: PaintStyle },
): string {
  return strip(resample(values, width)).replace(/[·▁]+|[^·▁]+/g, (run) => paint(/^[·▁]/.test(run) ? 'dim' : style, run));
}

function figuresOf(
  { total, peakPerMinute, peakAt }: Pick<Forecast, 'total' | 'peakPerMinute' | 'peakAt'>,
  { local }: Layout,
  atMost: boolean,
): readonly string[] {
  const bound = atMost && total > 0 ? '≤' : '';
  return [`${bound}${formatCount(total)}`, `${bound}${perMinute(peakPerMinute)}`, total > 0 ? local.clock(peakAt) : '–'];
}

function figures(left: string, [total = '', peak = '', at = '']: readonly string[], emphasise = (text: string) => text): string {
  return `${left}  ${emphasise(`${total.padStart(12)}  ${peak.padStart(9)}  ${at.padStart(5)}`)}`;
}

/** Everybody together, in actions a minute. */
function chartLines(forecast: Forecast, { nameColumns, stripColumns: width, paint, local }: Layout): readonly string[] {
  if (forecast.total === 0) return [];
  const minutes = (forecast.toMs - forecast.fromMs) / 60_000 / width;
  const { rows, top } = columnChart(
    resample(forecast.expected, width).map((sum) => sum / minutes),
    chartRows,
  );
  const label = (text: string) => paint('dim', text.padStart(nameColumns));
  const labels = new Map([
    [0, `${perMinute(top)}/min`],
    [Math.floor(chartRows / 2), perMinute(top / 2)],
  ]);
  const axis = Array.from({ length: width }, () => '─');
  const marks = timeTicks({ ...forecast, local, columns: width });
  for (const { position } of marks) axis[Math.min(width - 1, Math.round(position * width))] = '┴';
  return [
    ...rows.map((row, index) => `${label(labels.get(index) ?? '')} ${paint('dim', '│')}${paint('green', row.trimEnd())}`),
    `${label('0')} ${paint('dim', `└${axis.join('')}`)}`,
  ];
}

function notes(forecast: Forecast, { assumeMs, paint, local }: RenderForecastOptions): readonly string[] {
  const scale = `Each strip is drawn to its own peak; times ${countsFromStart(forecast) ? 'count from the start' : `are ${local.zone}`}.`;
  if (!hasClosed(forecast)) return [paint('dim', scale)];
  const answers = assumeMs === 0 ? 'if answers took no time; --assume 200ms takes some' : `if every answer takes ${assumed(assumeMs)}`;
  return [paint('dim', scale), paint('dim', `≤ at most, ${answers}.`)];
}

function hasClosed({ profiles }: Forecast): boolean {
  return profiles.some(({ pace, total }) => pace === 'closed' && total > 0);
}

function perMinute(value: number): string {
  return value < 99.95 ? formatShort(value) : formatCount(value);
}

function assumed(ms: number): string {
  return ms < 1000 ? `${ms} ms` : formatElapsed(ms);
}
