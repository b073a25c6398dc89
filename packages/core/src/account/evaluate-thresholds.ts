import type { Threshold, ThresholdResult } from '../plan/threshold.ts';
import { readHistogram, type SparseHistogram } from '../support/sparse-histogram.ts';
import type { GroupAccount, RunAccount } from './account.ts';
import { droppedInAll } from './dropped-in-all.ts';
import { findGroup } from './find-group.ts';
import { mergeProfiles } from './merge-profiles.ts';

/**
 * Compares a run with what it must hold to. Failures that were asked for are left out. Where nothing was recorded there is no value, and
 * the threshold is not met.
 */
export function evaluateThresholds(thresholds: readonly Threshold[], account: RunAccount): readonly ThresholdResult[] {
  return thresholds.map((threshold) => {
    const value = measure(threshold, account);
    return value === undefined
      ? { check: threshold.check, value: null, passed: false }
      : { check: threshold.check, value: asWritten(value, threshold), passed: compare(value, threshold) };
  });
}

/** The value in the unit of the limit. */
function measure({ group: name, metric, unit }: Threshold, account: RunAccount): number | undefined {
  if (metric.startsWith('lateness.')) return duration(metric.slice('lateness.'.length), account.lateness);
  if (metric === 'achieved' || metric === 'dropped' || metric === 'scheduled') return measureArrivals(metric, { name, unit, account });
  const group = findGroup(account, name);
  if (group === undefined || group.started === 0) return undefined;
  switch (metric) {
    case 'failed':
      return part(group.failed - group.injected, { of: endedCount(group), unit });
    case 'interrupted':
      return part(group.interrupted, { of: endedCount(group), unit });
    case 'ok':
      return part(group.ok, { of: endedCount(group), unit });
    case 'started':
      return group.started;
    case 'rate':
      return account.durationMs > 0 ? (group.started * 60_000) / account.durationMs : undefined;
    default:
      return metric.startsWith('response.')
        ? duration(metric.slice('response.'.length), group.responses)
        : duration(metric, group.durations);
  }
}

/** Only a profile, and the whole run, know what was intended. */
function measureArrivals(
  metric: 'achieved' | 'dropped' | 'scheduled',
  { name, unit, account }: { readonly name: string | undefined; readonly unit: Threshold['unit']; readonly account: RunAccount },
): number | undefined {
  const profiles = Object.entries(account.profiles).filter(([profile]) => name === undefined || profile === name);
  const { scheduled, started, dropped } = mergeProfiles(profiles.map(([, profile]) => profile));
  if (scheduled === 0) return undefined;
  if (metric === 'scheduled') return scheduled;
  return part(metric === 'achieved' ? started : droppedInAll(dropped), { of: scheduled, unit });
}

function endedCount({ ok, failed, interrupted, injected }: GroupAccount): number {
  return ok + failed + interrupted - injected;
}

function part(count: number, { of, unit }: { readonly of: number; readonly unit: Threshold['unit'] }): number | undefined {
  if (unit !== 'share') return count;
  return of === 0 ? undefined : count / of;
}

function duration(statistic: string, durations: SparseHistogram): number | undefined {
  if (durations.count === 0) return undefined;
  const histogram = readHistogram(durations);
  if (statistic === 'mean') return histogram.meanMs;
  if (statistic === 'max') return histogram.maxMs;
  const percentile = /^p(\d{1,2}(?:\.\d+)?)$/.exec(statistic);
  return percentile === null ? undefined : histogram.percentile(Number(percentile[1]) / 100);
}

function compare(value: number, { operator, limit }: Threshold): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
}

/** Milliseconds, percent, counts, and rates by the second or the hour where they are written so; three decimals. */
function asWritten(value: number, { unit, check }: Threshold): number {
  return Math.round(value * factor(unit, check) * 1000) / 1000;
}

function factor(unit: Threshold['unit'], check: string): number {
  if (unit === 'share') return 100;
  if (unit !== 'perMinute') return 1;
  if (/\/\s*h\s*$/.test(check)) return 60;
  return /\/\s*s\s*$/.test(check) ? 1 / 60 : 1;
}
