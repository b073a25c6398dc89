import type { RunSummary } from '@rushhour/core';
import { dataTable } from './data-table.ts';
import { html, type Html } from './html.ts';

/** What the plan asked for, and whether it was met. */
export function thresholdSection({ thresholds }: RunSummary): Html | undefined {
  const missed = thresholds.filter(({ passed }) => !passed).length;
  return dataTable(missed === 0 ? 'Thresholds: all met' : `Thresholds: ${missed} not met`, thresholds, {
    columns: [
      { title: '', align: 'left', cell: ({ passed }) => (passed ? html`<b class="good">✓ met</b>` : html`<b class="bad">✗ not met</b>`) },
      { title: 'threshold', align: 'left', cell: ({ check }) => html`<code>${check}</code>` },
      { title: 'measured', align: 'left', cell: ({ value, check }) => (value === null ? 'nothing recorded' : `${value}${unitOf(check)}`) },
    ],
  });
}

/** The unit of a value is the one the threshold was written in. */
function unitOf(check: string): string {
  return (
    / *(ms|s|m|h|%|\/\w+)\s*$/
      .exec(check)?.[0]
      .replace('%', ' %')
      .replace(/^(?=[a-z])/, ' ') ?? ''
  );
}
