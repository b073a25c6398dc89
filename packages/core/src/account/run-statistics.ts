import { createHistogram } from '../support/histogram.ts';
import { sparseHistogram } from '../support/sparse-histogram.ts';
import type { RunAccount, StatisticsNames } from './account.ts';
import { createErrorStatistics } from './error-statistics.ts';
import { GroupStatistics } from './group-statistics.ts';
import { ProfileStatistics, type StatisticsCell } from './profile-statistics.ts';
import { createSeries, type SeriesOptions } from './series.ts';

/** The parts of an account that statistics know. */
export type StatisticsAccount = Pick<RunAccount, 'cells' | 'profiles' | 'plays' | 'lateness' | 'errors' | 'series'>;

/** Everything counted in a run. Memory is bounded by the number of names, and those of steps and scenarios by a cap. */
export interface RunStatistics {
  /** Where actions of these names are recorded. Keep it: looking it up costs. */
  cell(names: StatisticsNames): StatisticsCell;
  /** Where arrivals and actions of a profile are recorded. */
  profile(name: string): ProfileStatistics;
  startPlay(scenario: string): void;
  /** A copy of all of it, at a time in milliseconds of the clock. */
  account(atMs: number): StatisticsAccount;
}

/** The most step and scenario names kept apart; what comes later counts as `_other`. */
const mostNames = 200;
const other = '_other';

/** Makes empty statistics. */
export function createRunStatistics(options: SeriesOptions): RunStatistics {
  const cells = new Map<string, StatisticsCell>();
  const profiles = new Map<string, ProfileStatistics>();
  const steps = new Set<string>();
  const plays = new Map<string, number>();
  const shared = { lateness: createHistogram(), series: createSeries(options), errors: createErrorStatistics() };

  return {
    cell(names) {
      const step = keep(steps, names.step);
      const scenario = plays.has(names.scenario) ? names.scenario : other;
      const kept = { ...names, step, scenario };
      const key = JSON.stringify([kept.action, kept.plugin, step, scenario]);
      let cell = cells.get(key);
      if (cell === undefined) cells.set(key, (cell = { names: kept, group: new GroupStatistics() }));
      return cell;
    },
    profile(name) {
      let profile = profiles.get(name);
      if (profile === undefined) profiles.set(name, (profile = new ProfileStatistics(shared)));
      return profile;
    },
    startPlay(scenario) {
      const name = plays.has(scenario) || plays.size < mostNames ? scenario : other;
      plays.set(name, (plays.get(name) ?? 0) + 1);
    },
    account: (atMs) => ({
      cells: [...cells.values()].map(({ names, group }) => ({ names, ...group.account() })),
      profiles: Object.fromEntries([...profiles].map(([name, profile]) => [name, profile.account()])),
      plays: Object.fromEntries(plays),
      lateness: sparseHistogram(shared.lateness.snapshot()),
      errors: shared.errors.summary(),
      series: shared.series.points(atMs),
    }),
  };
}

function keep(names: Set<string>, name: string): string {
  if (names.has(name)) return name;
  if (names.size >= mostNames) return other;
  names.add(name);
  return name;
}
