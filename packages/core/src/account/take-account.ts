import type { Ledger } from '../ledger/ledger.ts';
import type { RequestStatistics } from '../plugin/http-port.ts';
import type { AccountHeader, RunAccount } from './account.ts';
import type { GeneratorHealth } from './generator-health.ts';
import type { RunStatistics } from './run-statistics.ts';

/** Puts the account of a run together, as it is now. */
export function takeAccount({
  header,
  startedAt,
  now,
  statistics,
  ledger,
  health,
  requests,
}: {
  readonly header: AccountHeader;
  /** Start of the run, and the time until which it is told, in milliseconds of the clock. */
  readonly startedAt: number;
  readonly now: number;
  readonly statistics: RunStatistics;
  readonly ledger: Ledger;
  readonly health: GeneratorHealth;
  readonly requests: RequestStatistics | undefined;
}): RunAccount {
  return {
    ...header,
    durationMs: now - startedAt,
    ...statistics.account(now),
    requests,
    created: ledger.counts(),
    generator: health.account(),
  };
}
