import type { RunAccount } from '../src/account/account.ts';
import type { DropReason } from '../src/account/drop-reason.ts';
import { createRunStatistics } from '../src/account/run-statistics.ts';
import type { ActionName } from '../src/scenario/scenario.ts';
import type { Outcome } from '../src/scenario/outcome.ts';

/** An arrival and what became of it; what is left out does not matter to the test. */
export interface RecordedArrival {
  readonly profile?: string;
  readonly action?: ActionName;
  readonly step?: string;
  readonly scenario?: string;
  readonly plugin?: string;
  /** Milliseconds from the start of the run. */
  readonly at?: number;
  readonly drop?: DropReason;
  readonly outcome?: Outcome | 'under way';
  readonly injected?: boolean;
  readonly durationMs?: number;
  readonly latenessMs?: number;
  readonly bytes?: number;
  readonly error?: string;
}

/** The account of a run in which this happened. */
export function recordAccount(arrivals: readonly RecordedArrival[], more: Partial<RunAccount> = {}): RunAccount {
  const startedAt = 5;
  const { durationMs = 60_000 } = more;
  const statistics = createRunStatistics({ users: () => 1, startedAt });
  const events: { readonly at: number; readonly tell: () => void }[] = [];
  for (const arrival of arrivals) {
    const { profile: name = 'visitor', action = 'open', plugin = 'generic', scenario = 'browse', at = 0, drop } = arrival;
    const { step = `${action} /`, outcome = 'ok', injected = false, durationMs: took = 10, latenessMs = 0, bytes = 0, error } = arrival;
    const profile = statistics.profile(name);
    const beginsAt = startedAt + at;
    events.push({
      at: beginsAt,
      tell() {
        profile.arrive();
        if (drop !== undefined) {
          profile.drop(drop, beginsAt);
          return;
        }
        statistics.startPlay(scenario);
        profile.start(statistics.cell({ action, plugin, step, scenario }), beginsAt, latenessMs);
      },
    });
    if (drop !== undefined || outcome === 'under way') continue;
    const figures = { durationMs: took, responseMs: took + latenessMs, bytesSent: bytes, bytesReceived: bytes, injected };
    const end = { ...figures, outcome, error, message: error };
    const endsAt = beginsAt + took;
    events.push({ at: endsAt, tell: () => profile.end(statistics.cell({ action, plugin, step, scenario }), end, endsAt) });
  }
  for (const { tell } of events.toSorted((a, b) => a.at - b.at)) tell();
  return {
    name: 'office',
    seed: '42',
    shard: '0/1',
    run: '01J',
    startedAt: '2026-01-01T00:00:00.000Z',
    tags: {},
    isOpen: false,
    thresholds: [],
    durationMs,
    ...statistics.account(startedAt + durationMs),
    requests: undefined,
    created: { made: 0, removed: 0, left: 0, orphans: 0 },
    generator: { eventLoopDelayP99Ms: 0, eventLoopUtilization: 0, maxRssBytes: 0 },
    ...more,
  };
}
