import type { Percentiles, RunSummary } from '@rushhour/core';
import { injectedNote } from '../text/injected-note.ts';
import { formatCount, formatElapsed, formatLatency, formatRate } from '../text/format.ts';
import { html, type Html } from './html.ts';

/** What stands beside the account of a run. */
export interface ReportNotes {
  /** Why the run ended. */
  readonly reason?: string | undefined;
  /** The command that plays the same again. */
  readonly repeat?: string | undefined;
  /** Of all actions together, in milliseconds. */
  readonly latency?: Pick<Percentiles, 'p50' | 'p99'> | undefined;
}

/** The head of a report: what was played, when, and how it came out. */
export function reportHead(summary: RunSummary, { reason, repeat, latency }: ReportNotes): Html {
  const { name, seed, run, shard, tags, startedAt, durationMs } = summary;
  const facts: readonly (readonly [string, string])[] = [
    ['Began', `${startedAt.slice(0, 19).replace('T', ' ')} UTC`],
    ['Took', formatElapsed(durationMs)],
    ...(reason === undefined ? [] : ([['Ended by', reason]] as const)),
    ['Seed', seed],
    ['Run', run],
    ...(shard === '0/1' ? [] : ([['Shard', shard]] as const)),
    ...Object.entries(tags),
  ];
  return html`<header>
    <p class="brand">rushhour report</p>
    <h1>${name}</h1>
    <dl class="facts">
      ${facts.map(
        ([fact, value]) =>
          html`<div>
            <dt>${fact}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${tiles(summary, latency)} ${repeat === undefined ? undefined : html`<p class="repeat">Play the same again: <code>${repeat}</code></p>`}
  </header>`;
}

function tiles({ actions, rate, durationMs }: RunSummary, latency: ReportNotes['latency']): Html {
  const { scheduled, started, ok, failed, injected, interrupted } = actions;
  const dropped = scheduled - started;
  const ended = ok + failed;
  const perSecond = durationMs === 0 ? 0 : (started / durationMs) * 1000;
  return html`<div class="tiles">
    ${tile('Actions', formatCount(started), `${formatCount(ok)} ok${interrupted > 0 ? `, ${formatCount(interrupted)} cut at the end` : ''}`)}
    ${tile('Rate', `${formatRate(perSecond)}/s`, rate.targetPerMinute === null ? 'as fast as the people go' : `${formatRate(rate.targetPerMinute / 60)}/s intended`)}
    ${tile('Achieved', percent(started, scheduled), dropped > 0 ? `${formatCount(dropped)} of ${formatCount(scheduled)} dropped` : 'nothing dropped', dropped > 0)}
    ${tile('Failed', percent(failed, ended), `${formatCount(failed)} of ${formatCount(ended)}${injectedNote(injected)}`, failed > injected)}
    ${latency && tile('Latency', formatLatency(latency.p50), `p50 of all actions; p99 ${formatLatency(latency.p99)}`)}
  </div>`;
}

function tile(title: string, value: string, note: string, isBad = false): Html {
  return html`<div class="tile${isBad ? ' warn' : ''}"><span>${title}</span><strong>${value}</strong><small>${note}</small></div>`;
}

/** A share that is 100 % or 0 % only when nothing is missing or nothing is there. */
function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  if (part === whole || part === 0) return part === 0 ? '0 %' : '100 %';
  return `${Math.min(99.9, Math.max(0.1, (part / whole) * 100)).toFixed(1)} %`;
}
