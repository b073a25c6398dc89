import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, waitOn, type PlayedRun } from '../../test/play-run.ts';

const steady = { peak: '60/min', arrivals: 'steady' } as const;
const times = ({ entries }: Pick<PlayedRun, 'entries'>, user?: string) =>
  entries.filter((entry) => user === undefined || entry.user === user).map(({ at }) => Math.round(at));
const paths = ({ entries }: Pick<PlayedRun, 'entries'>, user?: string) =>
  entries.filter((entry) => user === undefined || entry.user === user).map(({ target }) => new URL(target).pathname);

describe('a setup', () => {
  const scenarios = [pages('prepare', ['/in', '/ready']), pages('tidy', ['/out']), pages()];

  test('is played once before anybody begins, a teardown when all are done', async () => {
    const run = await playRun({
      scenarios,
      setup: 'prepare',
      teardown: 'tidy',
      profiles: [{ name: 'a', count: 2, think: '1s' }],
      plays: 1,
    });
    expect(paths(run)).toEqual(['/in', '/ready', '/1', '/1', '/2', '/2', '/3', '/3', '/out']);
    expect([paths(run, 'setup/0'), paths(run, 'teardown/0')]).toEqual([['/in', '/ready'], ['/out']]);
    expect(run.summary.thresholds).toEqual([expect.objectContaining({ passed: true })]);
  });

  test('that fails lets nobody begin: its threshold is not met, the teardown is played all the same', async () => {
    const run = await playRun({
      scenarios,
      setup: 'prepare',
      teardown: 'tidy',
      profiles: [{ name: 'a', count: 2, pace: steady }],
      plugins: hooks(({ target }) => ({ status: target.pathname === '/ready' ? 500 : 200 })),
      duration: '10s',
    });
    expect(paths(run)).toEqual(['/in', '/ready', '/out']);
    expect(run.summary.actions).toMatchObject({ scheduled: 3, started: 3, ok: 2, failed: 1 });
    expect(run.summary.thresholds).toEqual([expect.objectContaining({ passed: false })]);
    expect(run.summary.durationMs).toBe(0);
  });

  test('takes none of the time of the run: hours and the duration count from when people begin', async () => {
    const clock = createVirtualClock();
    const run = await playRun({
      clock,
      scenarios,
      setup: 'prepare',
      profiles: [{ name: 'a', pace: steady }],
      plugins: hooks(({ target }) => (target.pathname === '/ready' ? waitOn(clock, 7000) : undefined)),
      duration: '5s',
    });
    expect(times(run, 'a/0')).toEqual([7500, 8500, 9500, 10_500, 11_500]);
  });

  test('stopped by a signal ends with its action; nobody begins', async () => {
    const clock = createVirtualClock();
    const run = await playRun({
      clock,
      scenarios,
      setup: 'prepare',
      teardown: 'tidy',
      profiles: [{ name: 'a', pace: steady }],
      plugins: hooks(({ target }) => (target.pathname === '/in' ? waitOn(clock, 3000) : undefined)),
      duration: '5s',
      during: async ({ runner }) => {
        await clock.advance(1000);
        runner.stop('signal');
      },
    });
    expect(paths(run, 'a/0')).toEqual([]);
    expect(paths(run, 'teardown/0')).toEqual(['/out']);
    expect(run.phases.at(-1)?.[1]).toBeLessThanOrEqual(20_000);
  });

  test('is played by the first shard only', async () => {
    const options = { scenarios, setup: 'prepare', teardown: 'tidy', profiles: [{ name: 'a', count: 2, think: '1s' }], plays: 1 };
    expect(paths(await playRun({ ...options, shard: '1/2' }))).toEqual(['/1', '/2', '/3']);
    expect(paths(await playRun({ ...options, shard: '0/2' }))).toEqual(['/in', '/ready', '/1', '/2', '/3', '/out']);
  });
});
