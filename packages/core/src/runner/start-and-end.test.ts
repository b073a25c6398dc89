import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, waitOn, type PlayedRun } from '../../test/play-run.ts';

const steady = { peak: '60/min', arrivals: 'steady' } as const;
const times = ({ entries }: Pick<PlayedRun, 'entries'>, user?: string) =>
  entries.filter((entry) => user === undefined || entry.user === user).map(({ at }) => Math.round(at));
const paths = ({ entries }: Pick<PlayedRun, 'entries'>, user?: string) =>
  entries.filter((entry) => user === undefined || entry.user === user).map(({ target }) => new URL(target).pathname);

describe('the scenarios a user starts and ends with', () => {
  const scenarios = [pages('in', ['/in']), pages('out', ['/out/1', '/out/2']), pages()];
  const profile = { name: 'a', start: 'in', end: 'out' } as const;

  test('are played once each, around all others, and do not count as plays', async () => {
    for (const habit of [{ think: '1s' }, { pace: steady }]) {
      const run = await playRun({ scenarios, profiles: [{ ...profile, ...habit }], plays: 2, duration: '1h' });
      expect(paths(run)).toEqual(['/in', '/1', '/2', '/3', '/1', '/2', '/3', '/out/1', '/out/2']);
    }
  });

  test('those of a user with an open pace have the think times they say', async () => {
    const slow = scenarios.map((one) => (one.name === 'out' ? { ...one, think: { minMs: 2000, maxMs: 2000 } } : one));
    const run = await playRun({ scenarios: slow, profiles: [{ ...profile, pace: steady }], plays: 1 });
    expect(paths(run)).toEqual(['/in', '/1', '/2', '/3', '/out/1', '/out/2']);
    expect(times(run)).toEqual([500, 1500, 2500, 3500, 3500, 5500]);
    expect(run.summary.actions).toMatchObject({ scheduled: 6, dropped: {} });
  });

  test('the end is played at a stop too, by everybody who has begun', async () => {
    for (const habit of [{ think: '1s' }, { pace: steady }]) {
      const run = await playRun({ scenarios, profiles: [{ ...profile, ...habit, count: 3 }], duration: '4s' });
      for (const user of ['a/0', 'a/1', 'a/2']) {
        expect(paths(run, user).slice(-2)).toEqual(['/out/1', '/out/2']);
        expect(paths(run, user).filter((path) => path.startsWith('/out'))).toHaveLength(2);
      }
    }
  });

  test('an end that has begun is not cut short by a stop that comes meanwhile', async () => {
    const run = await playRun({
      scenarios,
      profiles: [
        { ...profile, think: '1s' },
        { name: 'b', think: '1s', scenarios: ['pages'] },
      ],
      plays: 1,
      during: async ({ runner, clock }) => {
        // In at 0 s, pages until 3 s, out at 3 s and 4 s.
        await clock.advance(3500);
        runner.stop();
      },
    });
    expect(paths(run, 'a/0')).toEqual(['/in', '/1', '/2', '/3', '/out/1', '/out/2']);
  });

  test('`halt` cuts them', async () => {
    const clock = createVirtualClock();
    const run = await playRun({
      clock,
      scenarios,
      profiles: [{ ...profile, think: '1s' }],
      plugins: hooks(({ target }) => (target.pathname.startsWith('/out') ? waitOn(clock, 5000) : undefined)),
      during: async ({ runner }) => {
        await clock.advance(2500);
        runner.stop();
        await clock.advance(1000);
        runner.halt();
        expect(runner.phase).toBe('stopped');
      },
    });
    expect(paths(run)).toEqual(['/in', '/1', '/2', '/out/1']);
    expect(run.summary.actions).toMatchObject({ started: 4, ok: 3, interrupted: 1 });
    expect(run.phases.at(-1)).toEqual(['stopped', 3500]);
  });

  test('nobody who never came plays an end', async () => {
    const run = await playRun({
      scenarios,
      start: '2026-05-04T03:00:00Z',
      profiles: [{ ...profile, think: '1s', hours: '09:00-17:00' }],
      duration: '1h',
    });
    expect(run.summary.actions.started).toBe(0);
  });
});
