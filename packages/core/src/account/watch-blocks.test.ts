import { createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import type { GeneratorHealth, GeneratorWindow } from './generator-health.ts';
import { watchBlocks } from './watch-blocks.ts';

/** Watches for a minute what a process does that has one such window after another. */
async function watch(windows: readonly Partial<GeneratorWindow>[], blockMs = 0) {
  const clock = createVirtualClock();
  const warnings: string[] = [];
  const left = windows.map((window) => ({ eventLoopDelayP99Ms: 5, eventLoopUtilization: 0.3, ...window }));
  const health: GeneratorHealth = {
    isWatched: true,
    account: () => ({ eventLoopDelayP99Ms: 0, eventLoopUtilization: 0, maxRssBytes: 0 }),
    closeWindow: () => left.shift() ?? { eventLoopDelayP99Ms: 0, eventLoopUtilization: 0 },
    takeLongestBlockMs: () => (clock.now() === 3000 ? blockMs : 0),
    stop: () => undefined,
  };
  const timer = watchBlocks(health, { clock, warn: (message) => warnings.push(`${clock.now() / 1000} s: ${message}`) });
  await clock.advance(60_000);
  timer.cancel();
  return warnings;
}

test('ten seconds of too much work are told once', async () => {
  expect(await watch([{}, { eventLoopUtilization: 0.93 }, { eventLoopUtilization: 0.99 }])).toEqual([
    '20 s: The event loop was busy for 93 % of ten seconds: this process is the limit, not its targets. Use fewer users in it, or several shards.',
  ]);
});

test('ten seconds of late timers are told once', async () => {
  expect(await watch([{ eventLoopDelayP99Ms: 140 }, { eventLoopDelayP99Ms: 150 }])).toEqual([
    '10 s: The event loop was 140 ms late at the 99th percentile of ten seconds: this process is the limit, not its targets. Use fewer users in it, or several shards.',
  ]);
});

test('a block of a second is told; a healthy process says nothing', async () => {
  expect(await watch([], 1500)).toEqual(['3 s: The event loop was blocked for 1.5 s: a plugin computes for too long.']);
  expect(await watch([{}, {}], 900)).toEqual([]);
});
