import type { DropCounts } from './summary.ts';

/** How many arrivals were dropped, whatever the reason. */
export function droppedInAll(dropped: DropCounts): number {
  return Object.values(dropped).reduce((sum, count) => sum + count, 0);
}
