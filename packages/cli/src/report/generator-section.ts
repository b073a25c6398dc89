import type { RunSummary } from '@rushhour/core';
import { formatBytes, formatCount, formatLatency } from '../text/format.ts';
import { html, type Html } from './html.ts';

const reasonNames: ReadonlyMap<string, string> = new Map([
  ['event_loop_delay', 'its event loop was late'],
  ['event_loop_utilization', 'its processor was busy all the time'],
  ['connections', 'requests waited for a free connection'],
  ['lag', 'actions were dropped because it was too late'],
]);

/** Whether the figures can be trusted: what the machine that made the traffic was like, and how late actions began. */
export function generatorSection({ generator, latenessMs, created }: RunSummary): Html {
  const { limited, reasons, eventLoopDelayP99Ms, eventLoopUtilization, maxRssBytes } = generator;
  const why = reasons.map((reason) => reasonNames.get(reason) ?? reason).join('; ');
  const facts: readonly (readonly [string, string])[] = [
    ['Late at the start, p50', formatLatency(latenessMs.p50)],
    ['Late at the start, p99', formatLatency(latenessMs.p99)],
    ['Late at the start, max', formatLatency(latenessMs.max)],
    ['Event loop delay, p99', formatLatency(eventLoopDelayP99Ms)],
    ['Event loop utilisation', `${Math.round(eventLoopUtilization * 100)} %`],
    ['Memory, at most', formatBytes(maxRssBytes)],
    ...(created.made > 0
      ? ([
          ['Created on the targets', formatCount(created.made)],
          ['Removed again', formatCount(created.removed)],
          ['Still there', formatCount(created.left)],
        ] as const)
      : []),
  ];
  return html`<section>
    <h2>The generator</h2>
    ${
      limited
        ? html`<p class="warning">
            <b>This machine was the limit</b>${why === '' ? undefined : html` (${why})`}: latencies are too high and rates too low. Use
            several processes (<code>--shard</code>), worker threads (<code>--workers</code>), or fewer users.
          </p>`
        : html`<p class="note">The machine that made the traffic was not the limit.</p>`
    }
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
