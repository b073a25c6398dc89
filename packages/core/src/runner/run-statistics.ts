import type { ActionName } from '../scenario/scenario.ts';
import { createHistogram } from '../support/histogram.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import { createGroupStatistics, createOutcomeCounter, summarisePercentiles, type ActionFigures, type GroupStatistics } from './group-statistics.ts';
import { createSeries } from './series.ts';
import type { ErrorSummary, GroupSummary, RunSummary, ScenarioSummary } from './summary.ts';

/** What an action counts towards; made once per instruction and plugin. */
export interface StatisticsGroup {
  readonly action: ActionName;
  readonly rows: readonly [action: GroupStatistics, plugin: GroupStatistics, profile: GroupStatistics, step: GroupStatistics];
  readonly scenario: ScenarioCounter;
}

interface ScenarioCounter extends ReturnType<typeof createOutcomeCounter> {
  plays: number;
}

/** An action that ended, as statistics see it. */
export interface EndedAction extends ActionFigures {
  /** Milliseconds from the start of the run. */
  readonly endedAtMs: number;
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
  group(of: { readonly action: ActionName; readonly plugin: string; readonly profile: string; readonly step: string; readonly scenario: string }): StatisticsGroup;
  startPlay(scenario: string): void;
  start(group: StatisticsGroup, atMs: number, latenessMs: number): void;
  end(group: StatisticsGroup, end: EndedAction): void;
  /** How many actions have started. */
  readonly started: number;
  summary(atMs: number): StatisticsSummary;
}

/** The most names kept in each of the tables; what comes later counts as `_other`. */
export const mostNames = 200;
const mostErrors = 50;
const longestExample = 300;
const other = '_other';

/** Makes empty statistics; `users` tells how many users are in a play now. */
export function createRunStatistics({ users }: { readonly users: () => number }): RunStatistics {
  const counts = createOutcomeCounter();
  const lateness = createHistogram();
  const series = createSeries(users);
  const byAction = new Map<string, GroupStatistics>();
  const byPlugin = new Map<string, GroupStatistics>();
  const byProfile = new Map<string, GroupStatistics>();
  const byStep = new Map<string, GroupStatistics>();
  const byScenario = new Map<string, ScenarioCounter>();
  const errors = new Map<string, { type: string; action: ActionName; count: number; example: string }>();
  let started = 0;

  const scenarioCounter = (name: string) =>
    cappedGet(byScenario, name, () => ({ ...createOutcomeCounter(), plays: 0 }));

  const countError = (action: ActionName, type: string, message: string) => {
    const key = `${action} ${type}`;
    let row = errors.get(key) ?? (errors.size >= mostErrors ? errors.get(`${action} ${other}`) : undefined);
    if (row === undefined) {
      const isFull = errors.size >= mostErrors;
      row = { type: isFull ? other : type, action, count: 0, example: redactUrl(message).slice(0, longestExample) };
      errors.set(isFull ? `${action} ${other}` : key, row);
    }
    row.count += 1;
  };

  return {
    group: ({ action, plugin, profile, step, scenario }) => ({
      action,
      rows: [
        cappedGet(byAction, action, createGroupStatistics),
        cappedGet(byPlugin, plugin, createGroupStatistics),
        cappedGet(byProfile, profile, createGroupStatistics),
        cappedGet(byStep, step, createGroupStatistics),
      ],
      scenario: scenarioCounter(scenario),
    }),
    startPlay(scenario) {
      scenarioCounter(scenario).plays += 1;
    },
    start({ rows, scenario }, atMs, latenessMs) {
      started += 1;
      counts.start();
      lateness.record(latenessMs);
      series.start(atMs);
      scenario.start();
      rows[0].start();
      rows[1].start();
      rows[2].start();
      rows[3].start();
    },
    end({ action, rows, scenario }, end) {
      counts.end(end.outcome);
      series.end(end.endedAtMs, end);
      scenario.end(end.outcome);
      rows[0].end(end);
      rows[1].end(end);
      rows[2].end(end);
      rows[3].end(end);
      if (end.outcome === 'failed') countError(action, end.error ?? 'internal', end.message ?? '');
    },
    get started() {
      return started;
    },
    summary: (atMs) => ({
      actions: { scheduled: started, ...counts.summary(), injected: 0, dropped: {} },
      byAction: summarise(byAction),
      byPlugin: summarise(byPlugin),
      byProfile: summarise(byProfile),
      byStep: summarise(byStep),
      byScenario: Object.fromEntries(
        [...byScenario].map(([name, counter]): [string, ScenarioSummary] => [name, { plays: counter.plays, ...counter.summary() }]),
      ),
      latenessMs: summarisePercentiles(lateness),
      errors: [...errors.values()].sort((a, b) => b.count - a.count).map((row): ErrorSummary => ({ ...row })),
      series: series.points(atMs),
    }),
  };
}

function cappedGet<Value>(table: Map<string, Value>, name: string, make: () => Value): Value {
  const key = table.has(name) || table.size < mostNames ? name : other;
  let value = table.get(key);
  if (value === undefined) table.set(key, (value = make()));
  return value;
}

function summarise(table: ReadonlyMap<string, GroupStatistics>): Record<string, GroupSummary> {
  return Object.fromEntries([...table].map(([name, group]) => [name, group.summary()]));
}
