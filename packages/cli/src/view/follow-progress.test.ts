import { expect, test } from 'vitest';
import type { ActionEndEvent, RunnerEvents } from '@rushhour/core';
import { followProgress, type EventSource } from './follow-progress.ts';

/** A source that a test fires by hand. */
function source() {
  const listeners = new Map<string, Set<(event: never) => void>>();
  const on: EventSource['on'] = (name, listener) => {
    const set = listeners.get(name) ?? new Set();
    set.add(listener);
    listeners.set(name, set);
    return () => set.delete(listener);
  };
  const fire = <Name extends keyof RunnerEvents>(name: Name, event: Parameters<RunnerEvents[Name]>[0]) => {
    // The map forgets which event each set is for.
    for (const listener of listeners.get(name) ?? []) listener(event as never);
  };
  const listening = () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0);
  return { on, fire, listening };
}

const end = (more: Partial<ActionEndEvent> = {}): ActionEndEvent => ({
  user: 'visitor/0',
  profile: 'visitor',
  scenario: 'browse',
  play: 0,
  index: 0,
  action: 'open',
  target: 'http://a.test/',
  step: 'open /',
  plugin: 'generic',
  outcome: 'ok',
  at: 0,
  intendedAt: 0,
  durationMs: 10,
  bytesSent: 0,
  bytesReceived: 1,
  ...more,
});

test('counts outcomes, failures by kind, and the rate of each second', () => {
  const { on, fire, listening } = source();
  const follower = followProgress({ on }, 1000);
  fire('runStart', { run: 'r', seed: 's', users: 3 });
  for (let index = 0; index < 30; index += 1) {
    fire('actionStart', end());
    fire('actionEnd', end(index % 10 === 0 ? { outcome: 'failed', error: 'http_404' } : {}));
  }
  const progress = follower.progress(2500);
  expect(progress).toMatchObject({ users: 3, started: 30, ok: 27, failed: 3, elapsedMs: 1500, rates: [30] });
  expect(progress.failures).toEqual([{ action: 'open', type: 'http_404', count: 3 }]);
  expect(follower.progress(4000).rates).toEqual([30, 0, 0]);
  follower.close();
  expect(listening()).toBe(0);
});

test('keeps a minute of rates and a bounded number of failure kinds', () => {
  const { on, fire } = source();
  const follower = followProgress({ on }, 0);
  for (let index = 0; index < 500; index += 1) fire('actionEnd', end({ outcome: 'failed', error: `kind_${index}` }));
  const progress = follower.progress(3_600_000);
  expect(progress.rates).toHaveLength(60);
  expect(progress.failures).toHaveLength(100);
  expect(progress.failed).toBe(500);
});
