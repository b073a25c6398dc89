import type { Forecast } from '@rushhour/core';
import { formatCount, formatPlural, formatShort } from '../text/format.ts';
import { resample } from './resample.ts';
import { palette, restShade, type Shade } from './svg-palette.ts';

/** How many points a line has at most: about one for every five pixels. */
const mostPoints = 192;

/** One area of the picture. */
export interface Layer {
  readonly label: string;
  readonly perMinute: readonly number[];
  readonly shade: Shade;
  /** How many actions it stands for. */
  readonly figures: string;
}

/** An area for each profile; those beyond the palette share the last one. */
export function forecastLayers({ profiles, fromMs, toMs }: Forecast): readonly Layer[] {
  const own = profiles.length > palette.length ? palette.length - 1 : profiles.length;
  const perMinute = (expected: readonly number[]) => {
    const points = pointsFor(expected.length);
    return resample(expected, points).map((sum) => (sum * points * 60_000) / (toMs - fromMs));
  };
  const layers = profiles.slice(0, own).map(({ name, count, expected, total, pace }, index): Layer => ({
    label: count === 1 ? name : `${name} × ${formatCount(count)}`,
    perMinute: perMinute(expected),
    shade: palette[index] ?? restShade,
    figures: `${pace === 'closed' ? '≤' : ''}${formatShort(total)}`,
  }));
  const rest = profiles.slice(own);
  if (rest.length === 0) return layers;
  const sums = (rest[0]?.expected ?? []).map((_, index) => rest.reduce((sum, { expected }) => sum + (expected[index] ?? 0), 0));
  const total = rest.reduce((sum, one) => sum + one.total, 0);
  const figures = formatShort(total);
  return [...layers, { label: formatPlural(rest.length, 'other profile'), perMinute: perMinute(sums), shade: restShade, figures }];
}

/** As many points as join whole buckets, where that leaves enough: then equal days look equal. */
function pointsFor(buckets: number): number {
  const joined = Math.ceil(buckets / mostPoints);
  const whole = [joined, joined + 1, joined + 2].find((count) => buckets % count === 0);
  return whole === undefined ? Math.min(mostPoints, buckets) : buckets / whole;
}

/** Each layer on top of those before it. */
export function stackLayers(layers: readonly Layer[]): readonly (readonly number[])[] {
  let below: readonly number[] = [];
  return layers.map(({ perMinute }) => {
    below = perMinute.map((value, index) => value + (below[index] ?? 0));
    return below;
  });
}
