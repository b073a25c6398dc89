import { redactUrl, type GroupSummary } from '@rushhour/core';
import { formatBytes, formatCount, formatLatency, formatRate } from '../text/format.ts';
import type { DataColumn } from './data-table.ts';
import { html, type Html } from './html.ts';

/** A row of a table of groups: its name, and what it adds up to. */
export type GroupRow<Group> = readonly [name: string, group: Group];

/** The rows of a table of groups, the largest first. */
export function groupRows<Group extends { readonly started: number }>(groups: Readonly<Record<string, Group>>): readonly GroupRow<Group>[] {
  return Object.entries(groups).toSorted(([, a], [, b]) => b.started - a.started);
}

/** The first column of a table of groups. */
export function nameColumn(title: string): DataColumn<GroupRow<unknown>> {
  return { title, align: 'left', cell: ([name]) => redactUrl(name) };
}

/** A count of something nobody wishes for: it stands out unless it is 0. */
export function badCount(count: number): Html {
  return count > 0 ? html`<b class="bad">${formatCount(count)}</b>` : html`<span class="none">0</span>`;
}

/** What became of the actions of a group. */
export const outcomeColumns = [
  { title: 'started', cell: ([, { started }]) => formatCount(started) },
  { title: 'ok', cell: ([, { ok }]) => formatCount(ok) },
  { title: 'failed', cell: ([, { failed }]) => badCount(failed) },
  { title: 'cut', meaning: 'Interrupted by the end of the run', cell: ([, { interrupted }]) => badCount(interrupted) },
] as const satisfies readonly DataColumn<GroupRow<GroupSummary>>[];

/** How long the actions of a group took and what they moved. */
export function figureColumns(durationMs: number): readonly DataColumn<GroupRow<GroupSummary>>[] {
  return [
    { title: 'per s', cell: ([, { started }]) => formatRate(durationMs === 0 ? 0 : (started / durationMs) * 1000) },
    { title: 'p50', meaning: 'From the actual start of an action', cell: ([, group]) => formatLatency(group.durationMs.p50) },
    { title: 'p95', meaning: 'From the actual start of an action', cell: ([, group]) => formatLatency(group.durationMs.p95) },
    { title: 'p99', meaning: 'From the actual start of an action', cell: ([, group]) => formatLatency(group.durationMs.p99) },
    { title: 'max', meaning: 'From the actual start of an action', cell: ([, group]) => formatLatency(group.durationMs.max) },
    { title: 'response p99', meaning: 'From the intended start of an action', cell: ([, group]) => formatLatency(group.responseMs.p99) },
    { title: 'sent', cell: ([, { bytesSent }]) => formatBytes(bytesSent) },
    { title: 'received', cell: ([, { bytesReceived }]) => formatBytes(bytesReceived) },
  ];
}
