import type { DurationSummary, ErrorSummary, RequestPhase, RunSummary } from '@rushhour/core';
import { fit, fitMiddle } from '../text/fit.ts';
import { formatCount, formatElapsed, formatLatency, formatPlural, formatRate } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { failureName } from '../text/failure-name.ts';
import { injectedNote } from '../text/injected-note.ts';
import { printable } from '../text/printable.ts';
import { layOutTable, type Column } from '../text/table.ts';
import { groupTable } from './group-table.ts';
import { limitedLines } from './limited-lines.ts';
import { phaseNames } from './phase-names.ts';
import { profileTable } from './profile-table.ts';
import { shownRows, withMore } from './shown-rows.ts';
import { thresholdLines } from './threshold-lines.ts';

/** How a summary is shown. */
export interface RenderSummaryOptions {
  readonly paint: Paint;
  /** Width to keep to; without one, lines are as long as they are. */
  readonly columns?: number | undefined;
  /** Why the run ended. */
  readonly reason?: string | undefined;
  /** The command that plays the same again. */
  readonly repeat?: string | undefined;
}

/** Writes the account of a run for a person to read. */
export function renderSummary(summary: RunSummary, options: RenderSummaryOptions): string {
  const { paint, columns } = options;
  const { durationMs } = summary;
  const blocks = [
    headLines(summary, options),
    thresholdLines(summary, paint),
    profileTable(summary, paint),
    groupTable('action', summary.byAction, { durationMs, paint, columns }),
    groupTable('step', summary.byStep, { durationMs, paint, columns }),
    scenarioLines(summary, options),
    requestLines(summary, paint),
    failureLines(summary.errors, options),
    warningLines(summary, options),
    repeatLines(summary, options),
  ].filter((lines) => lines.length > 0);
  const text = blocks.map((lines) => lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')).join('\n\n');
  // The command to copy is the one thing that must stay whole.
  const cut = (line: string) => (columns === undefined || line.includes(options.repeat ?? '\n') ? line : fit(line, columns));
  return `\n${text.split('\n').map(cut).join('\n')}\n`;
}

function headLines(
  { name, actions, durationMs, rate: { targetPerMinute, achievedPerMinute } }: RunSummary,
  { paint, reason }: RenderSummaryOptions,
): readonly string[] {
  const rate = durationMs === 0 ? 0 : (actions.started / durationMs) * 1000;
  const dropped = Object.entries(actions.dropped).filter(([, count]) => count > 0);
  const failed = `${formatCount(actions.failed)} failed${injectedNote(actions.injected)}`;
  return [
    `${paint('bold', printable(name))}  ${formatElapsed(durationMs)}${reason === undefined ? '' : paint('dim', `, ended by: ${reason}`)}`,
    '',
    [
      paint('bold', formatPlural(actions.started, 'action')),
      paint('green', `${formatCount(actions.ok)} ok`),
      actions.failed > 0 ? paint('red', failed) : failed,
      ...(actions.interrupted > 0 ? [paint('yellow', `${formatCount(actions.interrupted)} interrupted`)] : []),
      `${formatRate(rate)}/s`,
    ].join('   '),
    ...(targetPerMinute === null ? [] : [achievedLine(targetPerMinute, achievedPerMinute, paint)]),
    ...(dropped.length === 0
      ? []
      : [paint('yellow', `dropped: ${dropped.map(([why, count]) => `${formatCount(count)} ${why}`).join(', ')}`)]),
  ];
}

function achievedLine(target: number, achieved: number, paint: Paint): string {
  const share = target === 0 ? 100 : (achieved / target) * 100;
  const text = `${share >= 99.95 || share === 0 ? Math.round(share) : share.toFixed(1)} %`;
  return `${formatRate(achieved)} of ${formatRate(target)} intended a minute, ${paint(share < 95 ? 'yellow' : 'green', text)}`;
}

function scenarioLines({ byScenario }: RunSummary, { paint }: RenderSummaryOptions): readonly string[] {
  const entries = Object.entries(byScenario).toSorted(([, a], [, b]) => b.started - a.started);
  if (entries.length < 2) return [];
  const rows = entries
    .slice(0, shownRows)
    .map(([name, { plays, started, ok, failed }]) => [
      fitMiddle(printable(name), 40),
      formatCount(plays),
      formatCount(started),
      formatCount(ok),
      failed > 0 ? paint('red', formatCount(failed)) : '0',
    ]);
  const titles = ['plays', 'started', 'ok', 'failed'].map((title) => ({ title }));
  return withMore(layOutTable([{ title: 'scenario', align: 'left' }, ...titles], rows), entries.length, paint);
}

function requestLines({ actions, requests, created }: RunSummary, paint: Paint): readonly string[] {
  const statuses = Object.entries(requests.byStatus).map(([status, count]) => {
    const text = `${status} × ${formatCount(count)}`;
    return Number(status) >= 400 && actions.failed > 0 ? paint('red', text) : text;
  });
  const unanswered = requests.unanswered > 0 ? [paint('yellow', `${formatCount(requests.unanswered)} without an answer`)] : [];
  const lines = [`${paint('dim', 'requests')}  ${[`${formatCount(requests.sent)} sent`, ...statuses, ...unanswered].join('   ')}`];
  if (created.removed > 0 || created.orphans > 0) {
    lines.push(paint('dim', "          plugins' own among them: a look after a removal is answered 404"));
  }
  if (created.made > 0) {
    const left = created.left > 0 ? `   ${formatCount(created.left)} still there` : '';
    lines.push(`${paint('dim', 'created')}   ${formatCount(created.made)} made   ${formatCount(created.removed)} removed${left}`);
  }
  const phases = Object.entries(requests.phasesMs).filter((entry): entry is [RequestPhase, DurationSummary] => entry[1].max > 0);
  if (phases.length === 0) return lines;
  const rows = phases.map(([phase, { p50, p95, p99, max }]) => [phaseNames[phase], ...[p50, p95, p99, max].map(formatLatency)]);
  const titles = ['p50', 'p95', 'p99', 'max'].map((title) => ({ title }));
  return [...lines, '', ...withMore(layOutTable([{ title: 'phase', align: 'left' }, ...titles], rows), 0, paint)];
}

function failureLines(errors: readonly ErrorSummary[], { paint }: RenderSummaryOptions): readonly string[] {
  if (errors.length === 0) return [];
  const rows = errors
    .toSorted((a, b) => b.count - a.count)
    .slice(0, shownRows)
    .map((one) => [formatCount(one.count), one.action, paint('red', failureName(one)), printable(one.example)]);
  const titles: readonly Column[] = [
    { title: 'failures' },
    { title: 'action', align: 'left' },
    { title: 'type', align: 'left' },
    { title: 'example', align: 'left' },
  ];
  return withMore(layOutTable(titles, rows), errors.length, paint);
}

function warningLines(summary: RunSummary, options: RenderSummaryOptions): readonly string[] {
  const { sent, answered } = summary.requests;
  const unheard =
    sent > 0 && answered === 0 ? [options.paint('yellow', '! No request was answered. Is the site up, and the address right?')] : [];
  return [...limitedLines(summary, options), ...unheard];
}

function repeatLines({ seed }: RunSummary, { paint, repeat }: RenderSummaryOptions): readonly string[] {
  const line = `${paint('dim', 'seed')}  ${printable(seed)}`;
  return repeat === undefined ? [line] : [line, `${paint('dim', 'again')} ${repeat}`];
}
