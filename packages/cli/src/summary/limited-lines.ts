import type { RunSummary } from '@rushhour/core';
import { formatLatency } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { wrap } from '../text/wrap.ts';

/** Says that the generator was the limit, and by what it is known; whole, in however many lines. */
export function limitedLines(
  { generator }: RunSummary,
  { paint, columns = Infinity }: { readonly paint: Paint; readonly columns?: number | undefined },
): readonly string[] {
  if (!generator.limited) return [];
  const { reasons, eventLoopDelayP99Ms, eventLoopUtilization } = generator;
  const signs: ReadonlyMap<string, string> = new Map([
    ['event_loop_delay', `event loop delay p99 ${formatLatency(eventLoopDelayP99Ms)}`],
    ['event_loop_utilization', `event loop busy ${Math.round(eventLoopUtilization * 100)} % of the time`],
    ['connections', 'requests waited for connections'],
    ['lag', 'actions came up too late and were dropped'],
  ]);
  const why = reasons.map((reason) => signs.get(reason) ?? reason).join(', ');
  // The summary is indented by two.
  const lines = (text: string) => wrap(text, columns - 2, '  ');
  return [
    ...lines(`! This machine was the limit (${why}), so latencies are too high.`).map((line) => paint('yellow', line)),
    ...lines('  Use fewer users in one process, --workers, or several processes with --shard.'),
  ];
}
