import { requestPhases, type RequestStatistics } from '../plugin/http-port.ts';
import { groupBy } from '../support/group-by.ts';
import { mergeHistograms, sparseHistogram } from '../support/sparse-histogram.ts';
import type { GroupAccount, RunAccount, SeriesAccount, StatisticsNames } from './account.ts';
import { evaluateThresholds } from './evaluate-thresholds.ts';
import { limitReasons } from './limit-reasons.ts';
import { mergeGroups } from './merge-groups.ts';
import { mergeProfiles } from './merge-profiles.ts';
import { summariseDurations, summarisePercentiles } from './summarise-durations.ts';
import type { DurationSummary, GroupSummary, OutcomeCounts, RunSummary, SeriesPoint } from './summary.ts';

/** Makes the summary of an account: tables added up, histograms read at their percentiles, thresholds looked at. */
export function summariseAccount(account: RunAccount): RunSummary {
  const { durationMs, profiles, cells, plays, requests } = account;
  const all = mergeProfiles(Object.values(profiles));
  const sent = requests?.sent ?? 0;
  const answered = requests?.answered ?? 0;
  const perMinute = (count: number) => (durationMs > 0 ? Math.round((count * 600_000) / durationMs) / 10 : 0);
  const reasons = limitReasons(account);
  const table = (name: keyof StatisticsNames) =>
    Object.fromEntries([...groupBy(cells, ({ names }) => names[name])].map(([key, rows]) => [key, mergeGroups(rows)]));
  const byScenario = table('scenario');
  return {
    version: 1,
    name: account.name,
    seed: account.seed,
    shard: account.shard,
    run: account.run,
    startedAt: account.startedAt,
    durationMs: Math.round(durationMs),
    tags: account.tags,
    actions: { scheduled: all.scheduled, ...outcomeCounts(all), injected: all.injected, dropped: all.dropped },
    byAction: summariseTable(table('action')),
    byPlugin: summariseTable(table('plugin')),
    byProfile: Object.fromEntries(
      Object.entries(profiles).map(([name, profile]) => [
        name,
        { scheduled: profile.scheduled, ...summariseGroup(profile), dropped: profile.dropped },
      ]),
    ),
    byStep: summariseTable(table('step')),
    byScenario: Object.fromEntries(
      Object.entries(plays).map(([name, count]) => [name, { plays: count, ...outcomeCounts(byScenario[name] ?? mergeGroups([])) }]),
    ),
    requests: {
      sent,
      answered,
      unanswered: sent - answered,
      byStatus: requests?.byStatus ?? {},
      phasesMs: summarisePhases(requests),
    },
    latenessMs: summarisePercentiles(account.lateness),
    errors: account.errors,
    rate: { targetPerMinute: account.isOpen ? perMinute(all.scheduled) : null, achievedPerMinute: perMinute(all.started) },
    created: account.created,
    series: account.series.map(summarisePoint),
    generator: { limited: reasons.length > 0, reasons, ...account.generator },
    thresholds: evaluateThresholds(account.thresholds, account),
  };
}

function outcomeCounts({ started, ok, failed, interrupted }: OutcomeCounts): OutcomeCounts {
  return { started, ok, failed, interrupted };
}

function summariseGroup(group: GroupAccount): GroupSummary {
  return {
    ...outcomeCounts(group),
    bytesSent: group.bytesSent,
    bytesReceived: group.bytesReceived,
    durationMs: summariseDurations(group.durations),
    responseMs: summarisePercentiles(group.responses),
  };
}

function summariseTable(table: Readonly<Record<string, GroupAccount>>): Record<string, GroupSummary> {
  return Object.fromEntries(Object.entries(table).map(([name, group]) => [name, summariseGroup(group)]));
}

function summarisePoint({ durations, ...counts }: SeriesAccount): SeriesPoint {
  const { p50, p99 } = summarisePercentiles(durations);
  return { ...counts, p50, p99 };
}

function summarisePhases(requests: RequestStatistics | undefined): RunSummary['requests']['phasesMs'] {
  const summaries = requestPhases.map((phase): [string, DurationSummary] => {
    const durations = requests === undefined ? mergeHistograms([]) : sparseHistogram(requests.phases[phase]);
    return [phase, summariseDurations(durations)];
  });
  // One entry for each phase, so every key is there.
  return Object.fromEntries(summaries) as RunSummary['requests']['phasesMs'];
}
