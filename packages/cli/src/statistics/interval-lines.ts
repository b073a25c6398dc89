import type { IntervalFigures, RunInterval } from '@rushhour/core';
import { fitMiddle } from '../text/fit.ts';
import { formatBytes, formatCount, formatElapsed, formatLatency, formatRate } from '../text/format.ts';
import { injectedNote } from '../text/injected-note.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { layOutTable, type Column } from '../text/table.ts';

const columns: readonly Column[] = Array.from({ length: 10 }, (_, index) => ({ title: '', align: index < 2 ? 'left' : 'right' }));

/** One line for each profile and one for all: what was achieved of what was intended, and how it went, in the interval alone. */
export function intervalLines({ fromMs, toMs, total, byProfile }: RunInterval, paint: Paint): readonly string[] {
  const profiles = Object.entries(byProfile);
  const rows = [...(profiles.length > 1 ? profiles : []), ['total', total] as const];
  const minutes = Math.max(toMs - fromMs, 1) / 60_000;
  const time = formatElapsed(Math.round(toMs / 1000) * 1000);
  const [, ...lines] = layOutTable(
    columns,
    rows.map(([name, figures]) => [paint('dim', time), fitMiddle(printable(name), 32), ...cells(figures, { minutes, paint })]),
  );
  return lines;
}

function cells(
  { scheduled, started, ok, failed, injected, dropped, bytesSent, bytesReceived, durationMs }: IntervalFigures,
  { minutes, paint }: { readonly minutes: number; readonly paint: Paint },
): readonly string[] {
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const target = scheduled === started && lost === 0 ? '' : `/${formatRate(scheduled / minutes)}`;
  const { p50, p95, p99 } = durationMs;
  return [
    `${formatRate(started / minutes)}${target} per min`,
    `ok ${formatCount(ok)}`,
    failed > 0 ? paint('red', `failed ${formatCount(failed)}${injectedNote(injected)}`) : 'failed 0',
    lost > 0 ? paint('yellow', `dropped ${formatCount(lost)}`) : 'dropped 0',
    `p50 ${formatLatency(p50)}`,
    `p95 ${formatLatency(p95)}`,
    `p99 ${formatLatency(p99)}`,
    `${formatBytes(bytesSent)} sent, ${formatBytes(bytesReceived)} received`,
  ];
}
