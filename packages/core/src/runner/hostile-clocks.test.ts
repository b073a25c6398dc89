import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { expectBalancedBooks, hooks, pages, playRun, site } from '../../test/play-run.ts';
import { ScenarioRunner } from './scenario-runner.ts';

describe('row 48: the wall clock jumps', () => {
  const play = async (jumps: readonly number[]) => {
    const clock = createVirtualClock({ startAt: Date.parse('2026-05-04T08:40:00Z') });
    return playRun({
      clock,
      duration: '40m',
      profiles: [
        { name: 'day', count: 4, hours: '09:00-17:00', jitter: '10m' },
        { name: 'ops', pace: { peak: '30/min', arrivals: 'steady' } },
        { name: 'closed', count: 3, hours: '08:00-09:05', think: '1-20s' },
      ],
      limits: { rate: '60/min', floor: '5/min', cap: '2/s' },
      thresholds: [{ check: 'failed < 1%', abortOnFail: true, delay: '1m' }],
      during: async () => {
        for (const jump of jumps) {
          await clock.advance(4 * 60_000);
          clock.jumpWallTime(jump);
        }
      },
    });
  };

  test.each([
    ['an hour on', [3_600_000]],
    ['an hour back', [-3_600_000]],
    ['to and fro', [3_600_000, -7_200_000, 3_600_000, 1]],
  ])('%s: every action is where it was', async (_, jumps) => {
    const still = await play([]);
    const jumped = await play(jumps);
    expect(still.entries.length).toBeGreaterThan(1500);
    expect(jumped.entries).toEqual(still.entries);
    expect({ ...jumped.summary, run: '' }).toEqual({ ...still.summary, run: '', generator: expect.anything() });
  });
});

describe('the clock of this machine', () => {
  test('200 arrivals a second for 3 s are exactly 600', async () => {
    const runner = new ScenarioRunner({
      scenarios: [pages('one', ['/1'])],
      plugins: hooks(),
      allow: [site],
      profiles: [{ name: 'a', count: 10, pace: { peak: '20/s', arrivals: 'steady', patience: '20s' } }],
      duration: '3s',
    });
    const summary = await runner.run();
    expectBalancedBooks(summary);
    expect(summary.actions).toMatchObject({ scheduled: 600, started: 600, ok: 600, dropped: {} });
  });
});
