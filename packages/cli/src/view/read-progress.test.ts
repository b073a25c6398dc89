import { expect, test } from 'vitest';
import { scenario, ScenarioRunner, open, definePlugin, systemClock } from '@rushhour/core';
import { createProgressReader } from './read-progress.ts';

const instant = definePlugin({
  name: 'instant',
  targets: () => ['http://shop.example'],
  origins: () => ['http://shop.example'],
  actions: { open: { run: () => ({ status: 200 }) } },
});

/** The account of a real run, to be read at made-up times. */
async function playedSummary() {
  const runner = new ScenarioRunner({
    scenarios: [scenario('browse', { base: 'http://shop.example' }, [open('/'), open('/a')])],
    plugins: [instant()],
    think: '0',
    plays: 15,
    clock: systemClock,
  });
  return runner.run();
}

const state = { phase: 'running', users: 1, playsEnded: 15, isPaused: false, rate: 1 } as const;

test('the rate of each second is what began in it; seconds nobody looked share what began in them', async () => {
  const summary = await playedSummary();
  const read = createProgressReader();
  expect(read({ ...summary, durationMs: 900 }, state)).toMatchObject({ started: 30, ok: 30, plays: 15, rates: [] });
  expect(read({ ...summary, durationMs: 1500 }, state).rates).toEqual([30]);
  const later = { ...summary, durationMs: 3100, actions: { ...summary.actions, started: 50 } };
  expect(read(later, state).rates).toEqual([30, 10, 10]);
  expect(read({ ...later, durationMs: 3_600_000 }, state).rates).toHaveLength(60);
});

test('latencies are those of all actions', async () => {
  const { byProfile, ...summary } = await playedSummary();
  const { p50, p99 } = byProfile['visitor']?.durationMs ?? {};
  expect(createProgressReader()({ ...summary, byProfile }, state)).toMatchObject({ p50, p99 });
});
