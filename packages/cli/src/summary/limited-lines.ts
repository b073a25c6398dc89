import type { RunSummary } from '@rushhour/core';
import { formatLatency } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';

/** Says that the generator was the limit, and by what it is known. */
export function limitedLines({ generator }: RunSummary, paint: Paint): readonly string[] {
  if (!generator.limited) return [];
  const { reasons, eventLoopDelayP99Ms, eventLoopUtilization } = generator;
  const signs: ReadonlyMap<string, string> = new Map([
    ['event_loop_delay', `event loop delay p99 ${formatLatency(eventLoopDelayP99Ms)}`],
    ['event_loop_utilization', `event loop busy ${Math.round(eventLoopUtilization * 100)} % of the time`],
    ['connections', 'requests waited for connections'],
    ['lag', 'actions came up too late and were dropped'],
  ]);
  const why = reasons.map((reason) => signs.get(reason) ?? reason).join(', ');
  return [
    paint('yellow', `! This machine was the limit (${why}), so latencies are too high.`),
    '  Use fewer users in one process, --workers, or several processes with --shard.',
  ];
}
