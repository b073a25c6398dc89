import type { ActionName } from '../scenario/scenario.ts';
import { createHistogram } from '../support/histogram.ts';
import { createErrorStatistics } from './error-statistics.ts';
import { GroupStatistics, summarisePercentiles, type ActionFigures } from './group-statistics.ts';
import { createSeries } from './series.ts';
import type { GroupSummary, RunSummary } from './summary.ts';

/** What an action is counted under. */
export interface StatisticsNames {
  readonly action: ActionName;
  readonly plugin: string;
  readonly profile: string;
  readonly step: string;
  readonly scenario: string;
}

/** Where the actions of the same names are recorded, once each; the tables of the summary are added up from these. */
export interface StatisticsCell {
  readonly names: StatisticsNames;
  readonly group: GroupStatistics;
}

/** An action that ended, as statistics see it. */
export interface EndedAction extends ActionFigures {
  readonly error: string | undefined;
  readonly message: string | undefined;
}

/** The parts of a summary that statistics know. */
export type StatisticsSummary = Pick<
  RunSummary,
  'actions' | 'byAction' | 'byPlugin' | 'byProfile' | 'byStep' | 'byScenario' | 'latenessMs' | 'errors' | 'series'
>;

/** Everything counted in a run. Memory is bounded by the number of names, and those by a cap. */
export interface RunStatistics {
  cell(names: StatisticsNames): StatisticsCell;
  startPlay(scenario: string): void;
  start(cell: StatisticsCell, atMs: number, latenessMs: number): void;
  end(cell: StatisticsCell, end: EndedAction, atMs: number): void;
  summary(atMs: number): StatisticsSummary;
}

/** The most step and scenario names kept apart; what comes later counts as `_other`. */
const mostNames = 200;
const other = '_other';

/** Makes empty statistics; `users` tells how many users are in a play now. */
export function createRunStatistics({ users }: { readonly users: () => number }): RunStatistics {
  const cells = new Map<string, StatisticsCell>();
  const steps = new Set<string>();
  const plays = new Map<string, number>();
  const lateness = createHistogram();
  const series = createSeries(users);
  const errors = createErrorStatistics();

  const table = (name: keyof StatisticsNames): ReadonlyMap<string, GroupStatistics> => {
    const rows = new Map<string, GroupStatistics>();
    for (const { names, group } of cells.values()) {
      const row = rows.get(names[name]) ?? new GroupStatistics();
      row.add(group);
      rows.set(names[name], row);
    }
    return rows;
  };

  return {
    cell(names) {
      const step = keep(steps, names.step);
      const scenario = plays.has(names.scenario) ? names.scenario : other;
      const kept = { ...names, step, scenario };
      const key = JSON.stringify(kept);
      let cell = cells.get(key);
      if (cell === undefined) cells.set(key, (cell = { names: kept, group: new GroupStatistics() }));
      return cell;
    },
    startPlay(scenario) {
      const name = plays.has(scenario) || plays.size < mostNames ? scenario : other;
      plays.set(name, (plays.get(name) ?? 0) + 1);
    },
    start({ group }, atMs, latenessMs) {
      lateness.record(latenessMs);
      series.start(atMs);
      group.start();
    },
    end({ names, group }, end, atMs) {
      series.end(atMs, end);
      group.end(end);
      if (end.outcome === 'failed') errors.count(names.action, end.error ?? 'internal', end.message ?? '');
    },
    summary(atMs) {
      const all = new GroupStatistics();
      for (const { group } of cells.values()) all.add(group);
      const byScenario = table('scenario');
      const counts = all.counts();
      return {
        actions: { scheduled: counts.started, ...counts, injected: 0, dropped: {} },
        byAction: summarise(table('action')),
        byPlugin: summarise(table('plugin')),
        byProfile: summarise(table('profile')),
        byStep: summarise(table('step')),
        byScenario: Object.fromEntries(
          [...plays].map(([name, count]) => [name, { plays: count, ...(byScenario.get(name) ?? new GroupStatistics()).counts() }]),
        ),
        latenessMs: summarisePercentiles(lateness),
        errors: errors.summary(),
        series: series.points(atMs),
      };
    },
  };
}

function keep(names: Set<string>, name: string): string {
  if (names.has(name)) return name;
  if (names.size >= mostNames) return other;
  names.add(name);
  return name;
}

function summarise(table: ReadonlyMap<string, GroupStatistics>): Record<string, GroupSummary> {
  return Object.fromEntries([...table].map(([name, group]) => [name, group.summary()]));
}
