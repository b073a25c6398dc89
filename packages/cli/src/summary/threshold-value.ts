import { formatLatency } from '../text/format.ts';

/** Writes what was measured for a threshold in the unit it was written in; times in milliseconds come with the unit that suits them. */
export function thresholdValue(value: number | null, check: string): string {
  if (value === null) return 'nothing recorded';
  const unit = /(ms|s|m|h|%|\/ *\w+)\s*$/.exec(check)?.[1] ?? '';
  if (/^(ms|s|m|h)$/.test(unit)) return formatLatency(value);
  return unit === '%' ? `${value} %` : `${value}${unit.replace(' ', '')}`;
}
