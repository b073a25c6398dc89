import { redactUrl, type RunSummary } from '@rushhour/core';
import { failureName } from '../text/failure-name.ts';
import { formatCount } from '../text/format.ts';
import { dataTable } from './data-table.ts';
import { badCount } from './group-columns.ts';
import { html, type Html } from './html.ts';

/** What went wrong, the most common first. */
export function errorSection({ errors, actions }: RunSummary): Html | undefined {
  return dataTable(
    'Failures',
    errors.toSorted((a, b) => b.count - a.count),
    {
      columns: [
        { title: 'count', cell: ({ count }) => badCount(count) },
        { title: 'type', align: 'left', cell: (one) => html`<code>${failureName(one)}</code>` },
        { title: 'action', align: 'left', cell: ({ action }) => action },
        { title: 'example', align: 'left', cell: ({ example }) => html`<span class="wide">${redactUrl(example)}</span>` },
      ],
      note: actions.injected > 0 ? `${formatCount(actions.injected)} of the failures were asked for (injected).` : undefined,
    },
  );
}
