import { formatCount, formatShort } from '../text/format.ts';
import { fitMiddle } from '../text/fit.ts';
import { columnTop } from './column-top.ts';
import { describeWindow } from './describe-window.ts';
import { escapeXml } from './escape-xml.ts';
import type { Forecast } from '@rushhour/core';
import type { LocalTime } from './local-time.ts';
import { forecastLayers, stackLayers, type Layer } from './forecast-layers.ts';
import type { Shade } from './svg-palette.ts';
import { timeTicks } from './time-ticks.ts';

/** How a forecast is drawn. */
export interface ForecastSvgOptions {
  readonly name: string;
  readonly local: LocalTime;
}

const width = 960;
const plot = { left: 84, right: 936, top: 72, bottom: 352 } as const;
const legendColumns = 4;
const legendRow = 24;
/** How many characters of a label have room side by side. */
const axisColumns = 112;

/** Draws a forecast as one self-contained picture: an area for each profile on top of the others, and the line of all of them. */
export function forecastSvg(forecast: Forecast, { name, local }: ForecastSvgOptions): string {
  const { fromMs, toMs } = forecast;
  const layers = forecastLayers(forecast);
  const sums = stackLayers(layers);
  const total = sums.at(-1) ?? [];
  const scale = scaleOf(total);
  const height = plot.bottom + 44 + Math.ceil(layers.length / legendColumns) * legendRow + 12;
  const atMost = forecast.profiles.some(({ pace }) => pace === 'closed') ? 'at most ' : '';
  const about = `${describeWindow(fromMs, toMs, local)} · ${atMost}${formatCount(forecast.total)} actions, peak ${formatCount(forecast.peakPerMinute)}/min${forecast.total > 0 ? ` at ${local.clock(forecast.peakAt)}` : ''}`;
  const areas = layers.map(({ label }, index) => area(sums[index] ?? [], { below: sums[index - 1], scale, label, className: `p${index}` }));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(`${name}: ${about}`)}">
<style>${style(layers)}</style>
<rect class="paper" width="${width}" height="${height}" rx="8"/>
<text class="title" x="${plot.left}" y="32">${escapeXml(fitMiddle(name, 60))}</text>
<text class="dim" x="${plot.left}" y="53">${escapeXml(about)}</text>
${[...valueAxis(scale), ...areas, line(total, scale), ...timeAxis(forecast, local), ...legend(layers)].join('\n')}
</svg>
`;
}

interface Scale {
  readonly top: number;
  x(index: number, points: number): number;
  y(value: number): number;
}

function scaleOf(total: readonly number[]): Scale {
  const top = columnTop(Math.max(...total, 0)) || 1;
  return {
    top,
    // A point stands in the middle of its interval; the first and the last reach out to the edges.
    x: (index, points) => round(plot.left + ((plot.right - plot.left) * (index + 0.5)) / points),
    y: (value) => round(plot.bottom - ((plot.bottom - plot.top) * value) / top),
  };
}

function outline(values: readonly number[], scale: Scale): readonly string[] {
  const inner = values.map((value, index) => `${scale.x(index, values.length)},${scale.y(value)}`);
  return [`${plot.left},${scale.y(values[0] ?? 0)}`, ...inner, `${plot.right},${scale.y(values.at(-1) ?? 0)}`];
}

function area(
  above: readonly number[],
  {
    below,
    scale,
    label,
    className,
  }: { readonly below: readonly number[] | undefined; readonly scale: Scale; readonly label: string; readonly className: string },
): string {
  const floor = below ?? above.map(() => 0);
  const corners = [...outline(above, scale), ...outline(floor, scale).toReversed()].join(' ');
  return `<polygon class="area ${className}" points="${corners}"><title>${escapeXml(label)}</title></polygon>`;
}

function line(values: readonly number[], scale: Scale): string {
  return `<polyline class="total" points="${outline(values, scale).join(' ')}"/>`;
}

function valueAxis({ top, y }: Scale): readonly string[] {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = y(top * share);
    const value = top < 40 ? formatShort(top * share) : formatCount(top * share);
    return `<path class="grid" d="M${plot.left} ${at}H${plot.right}"/><text class="dim" x="${plot.left - 8}" y="${at + 4}" text-anchor="end">${value}${share === 1 ? '/min' : ''}</text>`;
  });
}

function timeAxis({ fromMs, toMs }: Forecast, local: LocalTime): readonly string[] {
  return timeTicks({ fromMs, toMs, local, columns: axisColumns }).map(({ position, label }) => {
    const at = round(plot.left + (plot.right - plot.left) * position);
    return `<path class="tick" d="M${at} ${plot.bottom}v5"/><text class="dim" x="${at}" y="${plot.bottom + 20}" text-anchor="middle">${escapeXml(label)}</text>`;
  });
}

function legend(layers: readonly Layer[]): readonly string[] {
  const step = (plot.right - plot.left) / legendColumns;
  return layers.map(({ label, figures }, index) => {
    const x = round(plot.left + (index % legendColumns) * step);
    const y = plot.bottom + 48 + Math.floor(index / legendColumns) * legendRow;
    return `<rect class="p${index}" x="${x}" y="${y - 10}" width="12" height="12" rx="2"/><text x="${x + 19}" y="${y}">${escapeXml(fitMiddle(label, 22))} <tspan class="dim">${figures}</tspan></text>`;
  });
}

function style(layers: readonly Layer[]): string {
  const fills = (shade: keyof Shade) => layers.map(({ shade: one }, index) => `.p${index}{fill:${one[shade]}}`).join('');
  return [
    'text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#1f2328}',
    '.title{font-size:18px;font-weight:600}.dim{fill:#59636e}.paper{fill:#fff}',
    '.grid{stroke:#d1d9e0;stroke-width:1}.tick{stroke:#59636e;stroke-width:1}',
    '.area{fill-opacity:.85}.total{fill:none;stroke:#1f2328;stroke-width:1.5;stroke-linejoin:round}',
    fills('light'),
    '@media (prefers-color-scheme:dark){text{fill:#f0f6fc}.dim{fill:#9198a1}.paper{fill:#0d1117}.grid{stroke:#30363d}.tick{stroke:#9198a1}.total{stroke:#f0f6fc}',
    `${fills('dark')}}`,
  ].join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
