import type { Histogram } from '../support/histogram.ts';
import type { ProfileAccount, StatisticsNames } from './account.ts';
import type { DropReason } from './drop-reason.ts';
import type { ErrorStatistics } from './error-statistics.ts';
import { GroupStatistics, type ActionFigures } from './group-statistics.ts';
import type { Series } from './series.ts';

/** Where the actions of the same names are recorded, once each; the tables of the summary are added up from these. */
export interface StatisticsCell {
  readonly names: StatisticsNames;
  readonly group: GroupStatistics;
}

/** An action that ended, as statistics see it. */
export interface EndedAction extends ActionFigures {
  readonly error: string | undefined;
  readonly message: string | undefined;
  /** What it failed by on purpose. @default nothing */
  readonly faultLabel?: string | undefined;
}

/** What all profiles of a run record into. */
export interface SharedStatistics {
  readonly series: Series;
  readonly lateness: Histogram;
  readonly errors: ErrorStatistics;
}

/**
 * Arrivals and actions of a profile. What was intended, what started and what was dropped are counted each on its own, so that
 * `scheduled = started + dropped` is a check. Times are milliseconds of the clock. A class, because one is recorded into for every action.
 */
export class ProfileStatistics {
  #scheduled = 0;
  readonly #dropped = new Map<DropReason, number>();
  readonly #group = new GroupStatistics();
  readonly #shared: SharedStatistics;

  constructor(shared: SharedStatistics) {
    this.#shared = shared;
  }

  /** An action fell due: it will be started or dropped. */
  arrive() {
    this.#scheduled += 1;
    this.#shared.series.arrive();
  }

  /** An arrival will never start. */
  drop(reason: DropReason, atMs: number) {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
    this.#shared.series.drop(reason, atMs);
  }

  /** An arrival started, so late. */
  start(cell: StatisticsCell, atMs: number, latenessMs: number) {
    this.#shared.lateness.record(latenessMs);
    this.#shared.series.start(atMs);
    this.#group.start();
    cell.group.start();
  }

  /** An action ended. */
  end({ names, group }: StatisticsCell, end: EndedAction, atMs: number) {
    this.#shared.series.end(atMs, end);
    this.#group.end(end);
    group.end(end);
    if (end.outcome === 'failed') this.#shared.errors.count(names.action, end);
  }

  /** A copy. */
  account(): ProfileAccount {
    return { ...this.#group.account(), scheduled: this.#scheduled, dropped: Object.fromEntries(this.#dropped) };
  }
}
