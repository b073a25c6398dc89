import type { Ledger } from '../ledger/ledger.ts';
import { requestPhases, type RequestStatistics } from '../plugin/http-port.ts';
import { createHistogram } from '../support/histogram.ts';
import type { GeneratorHealth } from './generator-health.ts';
import { summariseDurations } from './group-statistics.ts';
import type { RunSettings } from './run-settings.ts';
import type { RunStatistics } from './run-statistics.ts';
import type { DurationSummary, RunSummary } from './summary.ts';

/** A generator whose event loop is later than this at the 99th percentile measures itself rather than its target. */
const limitedDelayMs = 100;

/** Puts the account of a run together. */
export function summariseRun({
  settings,
  run,
  seed,
  startedWall,
  durationMs,
  statistics,
  ledger,
  health,
  requests,
}: {
  readonly settings: RunSettings;
  readonly run: string;
  readonly seed: string;
  readonly startedWall: number;
  readonly durationMs: number;
  readonly statistics: RunStatistics;
  readonly ledger: Ledger;
  readonly health: GeneratorHealth;
  readonly requests: RequestStatistics | undefined;
}): RunSummary {
  const counted = statistics.summary(durationMs);
  const eventLoopDelayP99Ms = health.delayP99Ms();
  const sent = requests?.sent ?? 0;
  const answered = requests?.answered ?? 0;
  return {
    version: 1,
    name: settings.name,
    seed,
    shard: `${settings.shard.index}/${settings.shard.count}`,
    run,
    startedAt: new Date(startedWall).toISOString(),
    durationMs: Math.round(durationMs),
    actions: counted.actions,
    byAction: counted.byAction,
    byPlugin: counted.byPlugin,
    byProfile: counted.byProfile,
    byStep: counted.byStep,
    byScenario: counted.byScenario,
    requests: {
      sent,
      answered,
      unanswered: sent - answered,
      byStatus: requests?.byStatus ?? {},
      phasesMs: summarisePhases(requests),
    },
    latenessMs: counted.latenessMs,
    errors: counted.errors,
    rate: {
      targetPerMinute: null,
      achievedPerMinute: durationMs > 0 ? Math.round((counted.actions.started * 600_000) / durationMs) / 10 : 0,
    },
    created: ledger.counts(),
    series: counted.series,
    generator: {
      limited: eventLoopDelayP99Ms > limitedDelayMs || requests?.connectionLimited === true,
      eventLoopDelayP99Ms,
      maxRssBytes: health.maxRssBytes(),
    },
    thresholds: [],
  };
}

function summarisePhases(requests: RequestStatistics | undefined): RunSummary['requests']['phasesMs'] {
  const summaries = requestPhases.map((phase): [string, DurationSummary] => {
    const histogram = createHistogram();
    if (requests !== undefined) histogram.merge(requests.phases[phase]);
    return [phase, summariseDurations(histogram)];
  });
  // One entry for each phase, so every key is there.
  return Object.fromEntries(summaries) as RunSummary['requests']['phasesMs'];
}
