import type { RunSummary } from '@rushhour/core';
import { clockTime } from './axis-ticks.ts';
import { dropChart } from './drop-chart.ts';
import { errorSection } from './error-section.ts';
import { failureChart } from './failure-chart.ts';
import { generatorSection } from './generator-section.ts';
import { groupSections } from './group-sections.ts';
import { html, toMarkup, type Html } from './html.ts';
import { latencyChart } from './latency-chart.ts';
import { rateChart } from './rate-chart.ts';
import { reportHead, type ReportNotes } from './report-head.ts';
import { reportIntervals } from './report-intervals.ts';
import { reportStyle } from './report-style.ts';
import { requestSections } from './request-sections.ts';
import { thresholdSection } from './threshold-section.ts';
import { userChart } from './user-chart.ts';

/** Writes the account of a run as one page of HTML that needs nothing else: no script, no font, no request. */
export function renderReport(summary: RunSummary, notes: ReportNotes = {}): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${summary.name}: rushhour report</title>
        <style>
          ${reportStyle}
        </style>
      </head>
      <body>
        <main>
          ${reportHead(summary, notes)} ${thresholdSection(summary)} ${charts(summary)} ${errorSection(summary)} ${groupSections(summary)}
          ${requestSections(summary)} ${generatorSection(summary)}
          <footer>
            Latency counts from the actual start of an action, response time from the intended one; percentiles are at most 1 % above the
            exact value. Due = started + dropped; started = ok + failed + cut.
          </footer>
        </main>
      </body>
    </html> `;
  return toMarkup(page);
}

function charts(summary: RunSummary): Html | undefined {
  const intervals = reportIntervals(summary);
  const [first] = intervals;
  if (first === undefined) return undefined;
  const older =
    first.at > 0
      ? html`<p class="note">
          The charts begin at ${clockTime(first.at)}: an hour is kept in steps of ten seconds, older ones were let go. The tables hold the
          whole run.
        </p>`
      : undefined;
  return html`<section>
    <h2>Over time</h2>
    ${older} ${rateChart(intervals, { isOpen: summary.rate.targetPerMinute !== null })} ${dropChart(intervals)} ${latencyChart(intervals)}
    ${failureChart(intervals)} ${userChart(intervals)}
  </section>`;
}
