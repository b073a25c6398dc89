import { requestPhases, type RunSummary } from '@rushhour/core';
import { formatCount, formatLatency, formatPlural } from '../text/format.ts';
import { dataTable } from './data-table.ts';
import { badCount } from './group-columns.ts';
import { html, type Html } from './html.ts';
import { phaseNames } from '../summary/phase-names.ts';

/** What went over the wire: statuses, and where the time of requests went. */
export function requestSections({ requests, created }: RunSummary): readonly (Html | undefined)[] {
  const { sent, answered, unanswered, byStatus, phasesMs } = requests;
  const statuses = Object.entries(byStatus).toSorted(([a], [b]) => Number(a) - Number(b));
  const phases = requestPhases.map((phase) => ({ phase, ...phasesMs[phase] })).filter(({ max }) => max > 0);
  return [
    dataTable('Requests', statuses, {
      columns: [
        { title: 'status', align: 'left', cell: ([status]) => html`<code>${status}</code>` },
        { title: 'answers', cell: ([status, count]) => (Number(status) >= 400 ? badCount(count) : formatCount(count)) },
        { title: 'share', cell: ([, count]) => shareBar(count / Math.max(1, answered)) },
      ],
      note: `${formatPlural(sent, 'request')} sent, ${formatCount(answered)} answered, ${formatCount(unanswered)} without an answer.${created.removed + created.orphans > 0 ? " Plugins' own are among them: a look after a removal is answered 404." : ''}`,
    }),
    dataTable('Where the time of requests went', phases, {
      columns: [
        { title: 'phase', align: 'left', cell: ({ phase }) => phaseNames[phase] },
        { title: 'mean', cell: ({ mean }) => formatLatency(mean) },
        { title: 'p50', cell: ({ p50 }) => formatLatency(p50) },
        { title: 'p90', cell: ({ p90 }) => formatLatency(p90) },
        { title: 'p95', cell: ({ p95 }) => formatLatency(p95) },
        { title: 'p99', cell: ({ p99 }) => formatLatency(p99) },
        { title: 'max', cell: ({ max }) => formatLatency(max) },
      ],
      note: 'Look-ups, connections and handshakes are counted once for each connection made.',
    }),
  ];
}

function shareBar(share: number): Html {
  const percent = Math.round(share * 1000) / 10;
  return html`<span class="bar"><i style="width:${percent}%"></i></span> ${percent} %`;
}
