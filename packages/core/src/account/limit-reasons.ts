import type { RunAccount } from './account.ts';

/** A generator whose event loop is later than this at the 99th percentile measures itself rather than its targets. */
export const limitedDelayMs = 100;

/** So does one whose event loop has work for more than this share of the time. */
export const limitedUtilization = 0.8;

/** Why the generator was the limit, if it was. */
export function limitReasons({
  generator,
  requests,
  profiles,
}: Pick<RunAccount, 'generator' | 'requests' | 'profiles'>): readonly string[] {
  const reasons = [
    generator.eventLoopDelayP99Ms > limitedDelayMs && 'event_loop_delay',
    generator.eventLoopUtilization > limitedUtilization && 'event_loop_utilization',
    requests?.connectionLimited === true && 'connections',
    Object.values(profiles).some(({ dropped }) => (dropped['lag'] ?? 0) > 0) && 'lag',
  ];
  return reasons.filter((reason) => reason !== false);
}
