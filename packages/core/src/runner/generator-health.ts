import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../support/clock.ts';
import { systemClock } from '../support/clock.ts';

/** How the process that generates the traffic is doing. */
export interface GeneratorHealth {
  /** 99th percentile of how late the event loop was, in milliseconds. */
  delayP99Ms(): number;
  /** The longest block of the event loop since the last call, in milliseconds. */
  takeLongestBlockMs(): number;
  maxRssBytes(): number;
  stop(): void;
}

const resolutionMs = 10;

/** Watches the event loop of this process; under any but the system clock there is nothing to watch. */
export function watchGenerator(clock: Clock): GeneratorHealth {
  const maxRssBytes = () => process.resourceUsage().maxRSS * 1024;
  if (clock !== systemClock) return { delayP99Ms: () => 0, takeLongestBlockMs: () => 0, maxRssBytes, stop: () => undefined };
  const whole = monitorEventLoopDelay({ resolution: resolutionMs });
  const recent = monitorEventLoopDelay({ resolution: resolutionMs });
  whole.enable();
  recent.enable();
  const lateness = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
  return {
    delayP99Ms: () => Math.round(lateness(whole.percentile(99)) * 1000) / 1000,
    takeLongestBlockMs() {
      const longest = lateness(recent.max);
      recent.reset();
      return longest;
    },
    maxRssBytes,
    stop() {
      whole.disable();
      recent.disable();
    },
  };
}
