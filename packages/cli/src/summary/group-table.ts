import { redactUrl, type GroupSummary } from '@rushhour/core';
import { fitMiddle, widthOf } from '../text/fit.ts';
import { formatBytes, formatCount, formatLatency, formatRate } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { layOutTable } from '../text/table.ts';
import { shownRows, withMore } from './shown-rows.ts';

/** How a table of groups is shown. */
export interface GroupTableOptions {
  /** How long the run took, for rates. */
  readonly durationMs: number;
  readonly paint: Paint;
  readonly columns?: number | undefined;
}

/** What a table of groups shows, and in which order columns give way where there is little room. */
const groupColumns: readonly GroupColumn[] = [
  { title: 'started', cell: ({ started }) => formatCount(started) },
  { title: 'ok', cell: ({ ok }) => formatCount(ok) },
  { title: 'failed', cell: ({ failed }, { paint }) => (failed > 0 ? paint('red', formatCount(failed)) : '0') },
  { title: 'per s', givesWay: 2, cell: ({ started }, { seconds }) => formatRate(seconds === 0 ? 0 : started / seconds) },
  { title: 'p50', cell: ({ durationMs }) => formatLatency(durationMs.p50) },
  { title: 'p95', givesWay: 1, cell: ({ durationMs }) => formatLatency(durationMs.p95) },
  { title: 'p99', cell: ({ durationMs }) => formatLatency(durationMs.p99) },
  { title: 'max', givesWay: 3, cell: ({ durationMs }) => formatLatency(durationMs.max) },
  { title: 'sent', givesWay: 5, cell: ({ bytesSent }) => formatBytes(bytesSent) },
  { title: 'received', givesWay: 4, cell: ({ bytesReceived }) => formatBytes(bytesReceived) },
];

interface GroupColumn {
  readonly title: string;
  /** Those with the highest number go first; without one it stays. */
  readonly givesWay?: number;
  readonly cell: (group: GroupSummary, context: { readonly paint: Paint; readonly seconds: number }) => string;
}

/** Room a name wants, at least. */
const leastNameColumns = 26;

/** A table of groups, the largest first; in a narrow terminal columns give way to the names. */
export function groupTable(
  title: string,
  groups: Readonly<Record<string, GroupSummary>>,
  { durationMs, paint, columns = 120 }: GroupTableOptions,
): readonly string[] {
  const entries = Object.entries(groups).toSorted(([, a], [, b]) => b.started - a.started);
  const shown = entries.slice(0, shownRows).map(([name, group]) => [printable(redactUrl(name)), group] as const);
  if (shown.length === 0) return [];
  const context = { paint, seconds: durationMs / 1000 };
  const longestName = Math.max(...shown.map(([name]) => widthOf(name)));
  const lines = (kept: readonly GroupColumn[], nameColumns: number) =>
    layOutTable(
      [{ title, align: 'left' }, ...kept],
      shown.map(([name, group]) => [fitMiddle(name, nameColumns), ...kept.map(({ cell }) => cell(group, context))]),
    );
  let kept = groupColumns.filter((column) => column.title !== 'sent' || shown.some(([, group]) => group.bytesSent > 0));
  for (;;) {
    const withoutNames = Math.max(...lines(kept, 0).map(widthOf)) - widthOf(title);
    const room = columns - 2 - withoutNames;
    const next = Math.max(...kept.map(({ givesWay = 0 }) => givesWay));
    if (room >= Math.min(longestName, leastNameColumns) || next === 0) {
      return withMore(lines(kept, Math.max(8, Math.min(60, room))), entries.length, paint);
    }
    kept = kept.filter(({ givesWay }) => givesWay !== next);
  }
}
