import type { RunSummary } from '@rushhour/core';
import { formatCount, formatRate } from '../text/format.ts';
import { dataTable } from './data-table.ts';
import { badCount, figureColumns, groupRows, nameColumn, outcomeColumns } from './group-columns.ts';
import type { Html } from './html.ts';

/** The tables by profile, action, step, scenario and plugin. */
export function groupSections({
  byProfile,
  byAction,
  byStep,
  byScenario,
  byPlugin,
  durationMs,
  actions,
}: RunSummary): readonly (Html | undefined)[] {
  const figures = figureColumns(durationMs);
  const plugins = groupRows(byPlugin);
  return [
    dataTable('Profiles', groupRows(byProfile), {
      columns: [
        nameColumn('profile'),
        { title: 'due', meaning: 'Actions that were intended', cell: ([, { scheduled }]) => formatCount(scheduled) },
        { title: 'dropped', meaning: 'Were due and never began', cell: ([, { dropped }]) => badCount(total(dropped)) },
        ...outcomeColumns,
        ...figures,
      ],
    }),
    dataTable('Actions', groupRows(byAction), { columns: [nameColumn('action'), ...outcomeColumns, ...figures] }),
    dataTable('Steps', groupRows(byStep), { columns: [nameColumn('step'), ...outcomeColumns, ...figures] }),
    dataTable('Scenarios', groupRows(byScenario), {
      columns: [
        nameColumn('scenario'),
        { title: 'plays', cell: ([, { plays }]) => formatCount(plays) },
        { title: 'started', cell: ([, { started }]) => formatCount(started) },
        { title: 'ok', cell: ([, { ok }]) => formatCount(ok) },
        { title: 'failed', cell: ([, { failed }]) => badCount(failed) },
        { title: 'cut', meaning: 'Interrupted by the end of the run', cell: ([, { interrupted }]) => badCount(interrupted) },
        { title: 'share', cell: ([, { started }]) => `${formatRate((started / Math.max(1, actions.started)) * 100)} %` },
      ],
    }),
    plugins.length < 2 ? undefined : dataTable('Plugins', plugins, { columns: [nameColumn('plugin'), ...outcomeColumns, ...figures] }),
  ];
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
