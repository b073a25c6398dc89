import type { ProfileSummary, RunSummary } from '@rushhour/core';
import { fitMiddle } from '../text/fit.ts';
import { formatCount, formatLatency } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { layOutTable } from '../text/table.ts';
import { shownRows, withMore } from './shown-rows.ts';

/** What each profile intended and achieved, in the order of the plan; nothing where one closed profile says what the total says. */
export function profileTable({ byProfile, rate }: RunSummary, paint: Paint): readonly string[] {
  const profiles = Object.entries(byProfile);
  if (profiles.length < 2 && rate.targetPerMinute === null) return [];
  const rows = profiles.slice(0, shownRows).map(([name, profile]) => [fitMiddle(printable(name), 32), ...cells(profile, paint)]);
  const titles = ['intended', 'started', 'ok', 'failed', 'dropped', 'p50', 'p95', 'p99'].map((title) => ({ title }));
  return withMore(layOutTable([{ title: 'profile', align: 'left' }, ...titles], rows), profiles.length, paint);
}

function cells({ scheduled, started, ok, failed, dropped, durationMs }: ProfileSummary, paint: Paint): readonly string[] {
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  return [
    formatCount(scheduled),
    formatCount(started),
    formatCount(ok),
    failed > 0 ? paint('red', formatCount(failed)) : '0',
    lost > 0 ? paint('yellow', formatCount(lost)) : '0',
    ...[durationMs.p50, durationMs.p95, durationMs.p99].map(formatLatency),
  ];
}
