import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { systemClock, type Clock } from '../support/clock.ts';
import type { GeneratorAccount } from './account.ts';

/** How the process, or the worker thread, that generates the traffic is doing. */
export interface GeneratorHealth {
  /** False under a clock that is not the system's: then there is nothing to watch. */
  readonly isWatched: boolean;
  account(): GeneratorAccount;
  /** Ends a window of watching and begins the next; the account tells of the worst. */
  closeWindow(): GeneratorWindow;
  /** The longest block of the event loop since the last call, in milliseconds. */
  takeLongestBlockMs(): number;
  stop(): void;
}

/** How the event loop was doing for a while. */
export type GeneratorWindow = Pick<GeneratorAccount, 'eventLoopDelayP99Ms' | 'eventLoopUtilization'>;

const resolutionMs = 10;
const nothing: GeneratorWindow = { eventLoopDelayP99Ms: 0, eventLoopUtilization: 0 };

/** Watches the event loop of this thread; under any but the system clock there is nothing to watch. Keeps no process alive. */
export function watchGenerator(clock: Clock): GeneratorHealth {
  const maxRssBytes = () => process.resourceUsage().maxRSS * 1024;
  if (clock !== systemClock) {
    return {
      isWatched: false,
      account: () => ({ ...nothing, maxRssBytes: maxRssBytes() }),
      closeWindow: () => nothing,
      takeLongestBlockMs: () => 0,
      stop: () => undefined,
    };
  }
  const [window, recent] = [monitor(), monitor()];
  let utilization = performance.eventLoopUtilization();
  let worst: GeneratorWindow | undefined;
  return {
    isWatched: true,
    // Until a window is full, the one under way is all there is; its share of work says nothing yet.
    account: () => ({ ...(worst ?? { ...nothing, eventLoopDelayP99Ms: delayP99Ms(window) }), maxRssBytes: maxRssBytes() }),
    closeWindow() {
      const now = performance.eventLoopUtilization();
      const closed = {
        eventLoopDelayP99Ms: delayP99Ms(window),
        eventLoopUtilization: rounded(performance.eventLoopUtilization(now, utilization).utilization),
      };
      window.reset();
      utilization = now;
      worst = {
        eventLoopDelayP99Ms: Math.max(worst?.eventLoopDelayP99Ms ?? 0, closed.eventLoopDelayP99Ms),
        eventLoopUtilization: Math.max(worst?.eventLoopUtilization ?? 0, closed.eventLoopUtilization),
      };
      return closed;
    },
    takeLongestBlockMs() {
      const longest = lateness(recent.max);
      recent.reset();
      return longest;
    },
    stop() {
      window.disable();
      recent.disable();
    },
  };
}

function monitor() {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  return histogram;
}

function delayP99Ms(histogram: { percentile(percentile: number): number }): number {
  return rounded(lateness(histogram.percentile(99)));
}

function lateness(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - resolutionMs);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
