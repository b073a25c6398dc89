import { RushhourError } from '../errors/rushhour-error.ts';
import { requestPhases, type RequestPhase, type RequestStatistics } from '../plugin/http-port.ts';
import { createHistogram, type HistogramSnapshot } from '../support/histogram.ts';
import { mergeHistograms } from '../support/sparse-histogram.ts';
import { sumByKey } from '../support/sum-by-key.ts';
import type { RunAccount, SeriesAccount } from './account.ts';
import { createErrorStatistics } from './error-statistics.ts';
import { groupBy } from '../support/group-by.ts';
import { mergeGroups } from './merge-groups.ts';
import { mergeProfiles } from './merge-profiles.ts';
import { longestSeries } from './series.ts';

/**
 * Adds up the accounts of the parts of one run, such as the workers of a process. Counts and percentiles are those a single account of all
 * of it would have.
 *
 * @param accounts - at least one; the run id, the names and the thresholds are those of the first
 * @param options - `shard`: what the parts are together, `i/n`; by default that of the first
 */
export function mergeAccounts(accounts: readonly RunAccount[], { shard }: { readonly shard?: string } = {}): RunAccount {
  const [first] = accounts;
  if (first === undefined) throw new RushhourError('internal', { message: 'There is no account to add up.' });
  const cells = groupBy(
    accounts.flatMap((account) => account.cells),
    ({ names: { action, plugin, step, scenario } }) => JSON.stringify([action, plugin, step, scenario]),
  );
  const profiles = groupBy(
    accounts.flatMap((account) => Object.entries(account.profiles)),
    ([name]) => name,
  );
  const series = groupBy(
    accounts.flatMap((account) => account.series),
    ({ at }) => at,
  );
  const errors = createErrorStatistics();
  for (const account of accounts) errors.add(account.errors);
  return {
    ...first,
    shard: shard ?? first.shard,
    startedAt: accounts.map(({ startedAt }) => startedAt).reduce((a, b) => (a < b ? a : b)),
    isOpen: accounts.some(({ isOpen }) => isOpen),
    durationMs: Math.max(...accounts.map(({ durationMs }) => durationMs)),
    cells: [...cells.values()].map(([cell, ...others]) => ({ names: cell.names, ...mergeGroups([cell, ...others]) })),
    profiles: Object.fromEntries([...profiles].map(([name, parts]) => [name, mergeProfiles(parts.map(([, part]) => part))])),
    plays: sumByKey(accounts.map(({ plays }) => plays)),
    lateness: mergeHistograms(accounts.map(({ lateness }) => lateness)),
    errors: errors.summary(),
    series: [...series.values()]
      .map(mergePoints)
      .toSorted((a, b) => a.at - b.at)
      .slice(-longestSeries - 1),
    requests: mergeRequests(accounts.flatMap(({ requests }) => requests ?? [])),
    created: {
      made: accounts.reduce((sum, { created }) => sum + created.made, 0),
      removed: accounts.reduce((sum, { created }) => sum + created.removed, 0),
      left: accounts.reduce((sum, { created }) => sum + created.left, 0),
      orphans: accounts.reduce((sum, { created }) => sum + created.orphans, 0),
    },
    generator: {
      eventLoopDelayP99Ms: Math.max(...accounts.map(({ generator }) => generator.eventLoopDelayP99Ms)),
      eventLoopUtilization: Math.max(...accounts.map(({ generator }) => generator.eventLoopUtilization)),
      // Threads of one process report the same memory.
      maxRssBytes: Math.max(...accounts.map(({ generator }) => generator.maxRssBytes)),
    },
  };
}

function mergePoints(points: readonly [SeriesAccount, ...SeriesAccount[]]): SeriesAccount {
  const sum = (value: (point: SeriesAccount) => number) => points.reduce((all, point) => all + value(point), 0);
  return {
    at: points[0].at,
    scheduled: sum(({ scheduled }) => scheduled),
    started: sum(({ started }) => started),
    ok: sum(({ ok }) => ok),
    failed: sum(({ failed }) => failed),
    dropped: sumByKey(points.map(({ dropped }) => dropped)),
    bytesReceived: sum(({ bytesReceived }) => bytesReceived),
    users: sum(({ users }) => users),
    durations: mergeHistograms(points.map(({ durations }) => durations)),
  };
}

function mergeRequests(parts: readonly RequestStatistics[]): RequestStatistics | undefined {
  if (parts.length === 0) return undefined;
  const phases = requestPhases.map((phase): [string, HistogramSnapshot] => {
    const histogram = createHistogram();
    for (const part of parts) histogram.merge(part.phases[phase]);
    return [phase, histogram.snapshot()];
  });
  return {
    sent: parts.reduce((sum, { sent }) => sum + sent, 0),
    answered: parts.reduce((sum, { answered }) => sum + answered, 0),
    byStatus: sumByKey(parts.map(({ byStatus }) => byStatus)),
    // One entry for each phase, so every key is there.
    phases: Object.fromEntries(phases) as Record<RequestPhase, HistogramSnapshot>,
    connectionLimited: parts.some(({ connectionLimited }) => connectionLimited),
  };
}
