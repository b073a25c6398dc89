import type { RunSummary, SeriesPoint } from '@rushhour/core';

/** A part of a run, as charts draw it. */
export interface ReportInterval extends SeriesPoint {
  /** How long it lasted. */
  readonly seconds: number;
}

const pointSeconds = 10;
/** A last interval shorter than this would show a rate made of a few actions: it is joined to the one before. */
const leastSeconds = 2;

/** The intervals of a run, each with its length; the last one ends with the run. */
export function reportIntervals({ series, durationMs }: Pick<RunSummary, 'series' | 'durationMs'>): readonly ReportInterval[] {
  const intervals = series.map((point) => ({ ...point, seconds: Math.min(pointSeconds, durationMs / 1000 - point.at) }));
  const last = intervals.at(-1);
  const before = intervals.at(-2);
  if (last === undefined || before === undefined || last.seconds >= leastSeconds) return intervals.filter(({ seconds }) => seconds > 0);
  return [...intervals.slice(0, -2), join(before, last)];
}

function join(before: ReportInterval, last: ReportInterval): ReportInterval {
  const wasIdle = last.ok + last.failed === 0;
  return {
    ...before,
    seconds: before.seconds + Math.max(0, last.seconds),
    scheduled: before.scheduled + last.scheduled,
    started: before.started + last.started,
    ok: before.ok + last.ok,
    failed: before.failed + last.failed,
    dropped: addCounts(before.dropped, last.dropped),
    p50: wasIdle ? before.p50 : Math.max(before.p50, last.p50),
    p99: Math.max(before.p99, last.p99),
    bytesReceived: before.bytesReceived + last.bytesReceived,
  };
}

function addCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}
