import type { CreatedPolicy } from '../plan/plan.ts';
import type { LedgerPolicy } from './ledger.ts';

/** The policy of a plan by the clock of this process: simulated time goes faster, and sizes are scaled. */
export function ledgerPolicy(
  { ttlMs, large, onStop, leaseMs }: CreatedPolicy,
  { speed, sizeScale }: { readonly speed: number; readonly sizeScale: number },
): LedgerPolicy {
  return {
    leaseMs,
    removesAll: onStop === 'remove',
    ttlOf(bytes) {
      const simulatedMs = large !== undefined && bytes !== undefined && bytes > large.overBytes * sizeScale ? large.ttlMs : ttlMs;
      return simulatedMs === undefined ? undefined : simulatedMs / speed;
    },
  };
}

/** The shortest time anything may live, by the clock of this process; undefined when nothing is ever due. */
export function shortestTtlMs({ ttlMs, large }: CreatedPolicy, speed: number): number | undefined {
  const shortest = Math.min(ttlMs ?? Infinity, large?.ttlMs ?? Infinity);
  return shortest === Infinity ? undefined : shortest / speed;
}
