import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { createShelf, type ShelfOptions } from '../../test/shelf-plugin.ts';
import { download, scenario, upload } from '../scenario/scenario-builder.ts';
// Loaded beforehand: it is only loaded when there is a plan, and loading takes real time.
import '../plan/read-plan.ts';
import { cleanUp } from './clean-up.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { ScenarioRunner } from './scenario-runner.ts';

const hour = 3_600_000;

/** A run that puts a thing on a shelf every ten minutes. */
function prepare({ shelf: how, ...options }: Partial<ScenarioRunnerOptions> & { readonly shelf?: ShelfOptions } = {}) {
  const clock = createVirtualClock();
  const shelf = createShelf(() => clock.wallTime(), how);
  const warnings: string[] = [];
  const all: ScenarioRunnerOptions = {
    scenarios: [scenario('work', { base: 'https://shelf.example' }, [upload('/', { file: { name: 'a', data: 'x' } })])],
    plugins: [shelf.plugin],
    allow: ['https://shelf.example'],
    think: '10m',
    seed: 1,
    clock,
    ...options,
  };
  const runner = new ScenarioRunner(all);
  runner.on('warning', ({ message }) => warnings.push(message));
  /** Begins the run; resolves when it has begun. */
  const begin = async () => {
    const begun = new Promise<void>((resolve) => void runner.on('runStart', () => resolve()));
    const running = runner.run();
    await begun;
    return { running };
  };
  return { clock, shelf, runner, options: all, warnings, begin };
}

describe('things that were created', () => {
  test('are removed when they are due, and not before', async () => {
    const { clock, shelf, begin } = prepare({ created: { ttl: '1h' }, plays: 12 });
    const { running } = await begin();
    await clock.advance(hour - 1);
    expect([shelf.things.size, shelf.removals]).toEqual([6, []]);
    await clock.advance(2 * 60_000);
    expect(shelf.things.size).toBe(6);
    expect(shelf.removals).toHaveLength(1);
    const { created } = await clock.runUntil(running);
    expect(created).toEqual({ made: 12, removed: 12 - shelf.things.size, left: shelf.things.size, orphans: 0 });
    expect([...shelf.things.values()].every(({ expiresAt = 0 }) => expiresAt > clock.wallTime())).toBe(true);
    expect(shelf.isClosed).toBe(true);
  });

  test('go sooner when they are large, and faster when time is', async () => {
    const sizes = { bytesOf: (number: number) => (number % 2 === 0 ? 200_000_000 : 100_000_000) };
    const { clock, shelf, runner } = prepare({
      shelf: sizes,
      created: { ttl: '3h', ttlLarge: { over: '100MB', ttl: '60m' } },
      speed: 10,
      think: '10m',
      plays: 2,
    });
    const started = clock.wallTime();
    await clock.runUntil(runner.run());
    const lives = [...shelf.things.values()].map(({ expiresAt = 0 }) => expiresAt - started);
    // The second comes a minute later: ten simulated ones.
    expect(lives).toEqual([hour / 10, (3 * hour) / 10 + 60_000]);
  });

  test('stay for thirty days, without a timer that turns hot', async () => {
    const { clock, shelf, runner } = prepare({ created: { ttl: '30d' }, plays: 3, think: '10d' });
    await clock.runUntil(runner.run(), { limitMs: 40 * 24 * hour });
    expect([shelf.things.size, shelf.removals]).toEqual([3, []]);
  });

  test.each([0, '0', -1, '-1h', 'soon'])('cannot live for %j', async (ttl) => {
    const { runner } = prepare({ created: { ttl } });
    await expect(runner.run()).rejects.toThrow(/`created\.ttl` cannot be/);
  });

  test('stay at the stop, or go at once where the plan says so', async () => {
    const kept = prepare({ plays: 3 });
    expect((await kept.clock.runUntil(kept.runner.run())).created).toEqual({ made: 3, removed: 0, left: 3, orphans: 0 });
    const gone = prepare({ plays: 3, created: { onStop: 'remove' } });
    expect((await gone.clock.runUntil(gone.runner.run())).created).toEqual({ made: 3, removed: 3, left: 0, orphans: 0 });
    expect([kept.shelf.things.size, gone.shelf.things.size]).toEqual([3, 0]);
  });

  test('count as made while nobody knows, and not at all when they surely were not', async () => {
    const unknown = prepare({ plays: 2, shelf: { closes: 'nothing' } });
    expect((await unknown.clock.runUntil(unknown.runner.run())).created).toMatchObject({ made: 2, left: 2 });
    const absent = prepare({ plays: 2, shelf: { closes: 'absent' } });
    expect((await absent.clock.runUntil(absent.runner.run())).created).toMatchObject({ made: 0, left: 0 });
  });

  test('are not counted as removed before that is verified, and are tried again until they are gone', async () => {
    const { clock, shelf, begin, warnings } = prepare({ created: { ttl: '10m' }, plays: 7 });
    const { running } = await begin();
    await clock.advance(60_000);
    const [marker = ''] = shelf.things.keys();
    shelf.stubborn.set(marker, 2);
    const { created } = await clock.runUntil(running);
    expect(shelf.removals.filter((removed) => removed === marker)).toHaveLength(3);
    expect(created).toEqual({ made: 7, removed: 7 - shelf.things.size, left: shelf.things.size, orphans: 0 });
    expect(warnings).toEqual([`Plugin "shelf" could not remove "${marker}": it would not go`]);
  });

  test('that were replaced by somebody else are left alone', async () => {
    const { clock, shelf, begin } = prepare({ plays: 1, created: { onStop: 'remove' } });
    const { running } = await begin();
    await clock.advance(1);
    const [marker = ''] = shelf.things.keys();
    shelf.things.set(marker, {});
    await clock.runUntil(running);
    expect(shelf.things.size).toBe(1);
  });

  test('are not removed while they are being made, however late', async () => {
    let checked = 0;
    const { clock, shelf, runner } = prepare({
      created: { ttl: '1m' },
      plays: 1,
      shelf: {
        whileUploading: async () => {
          await new Promise<void>((resolve) => void clock.setTimer(10 * 60_000, resolve));
          checked = shelf.removals.length;
        },
      },
    });
    await clock.runUntil(runner.run());
    expect(checked).toBe(0);
    // It is due when it is made: the last sweep takes it.
    expect(shelf.removals).toHaveLength(1);
  });

  test('are not removed while an action uses them', async () => {
    let whileUsing: number | undefined;
    const { clock, shelf, runner } = prepare({
      created: { ttl: '15m' },
      plays: 1,
      scenarios: [scenario('work', { base: 'https://shelf.example' }, [upload('/', { file: { name: 'a', data: 'x' } }), download('/')])],
      shelf: {
        whileUsing: async () => {
          await new Promise<void>((resolve) => void clock.setTimer(25 * 60_000, resolve));
          whileUsing = shelf.removals.length;
        },
      },
    });
    await clock.runUntil(runner.run());
    expect([whileUsing, shelf.removals.length]).toEqual([0, 1]);
  });
});

describe('a stop that removes what was made', () => {
  /** Puts so many things on the shelf, and takes a second for each removal of several. */
  const finish = async (actions: number, clean: string) => {
    const { clock, shelf, runner } = prepare({
      created: { onStop: 'remove' },
      actions,
      think: '1ms',
      stop: { clean },
      shelf: {
        whileRemoving: async (signal) => {
          await new Promise<void>((resolve) => {
            clock.setTimer(1000, resolve);
            signal.addEventListener('abort', () => resolve());
          });
        },
      },
    });
    const { created } = await clock.runUntil(runner.run());
    return { created, there: shelf.things.size, leases: shelf.leases.size };
  };

  test('counts what it has removed when it is cut, and the rest as left by a run that has ended', async () => {
    expect(await finish(1000, '2500ms')).toEqual({ created: { made: 1000, removed: 500, left: 500, orphans: 0 }, there: 500, leases: 0 });
    expect(await finish(1000, '5s')).toEqual({ created: { made: 1000, removed: 1000, left: 0, orphans: 0 }, there: 0, leases: 0 });
  });
});

describe('what other runs have left', () => {
  test('is removed by a sweep when it is due, or when it was never finished; the rest is not touched', async () => {
    const { clock, shelf, runner } = prepare({ created: { ttl: '1h' }, plays: 3 });
    const now = clock.wallTime();
    shelf.leases.set('LIVE', now + 10 * hour);
    shelf.things.set('due', { run: 'DEAD', expiresAt: now - 1 });
    shelf.things.set('due of a live run', { run: 'LIVE', expiresAt: now - 1 });
    shelf.things.set('not due', { run: 'DEAD', expiresAt: now + 100 * hour });
    shelf.things.set('unfinished', { run: 'DEAD', expiresAt: now + 100 * hour, isUnfinished: true });
    shelf.things.set('unfinished of a live run', { run: 'LIVE', expiresAt: now - 1, isUnfinished: true });
    shelf.things.set('foreign', {});
    const { created } = await clock.runUntil(runner.run());
    expect([...shelf.things.keys()].filter((name) => name.includes(' ') || name === 'foreign')).toEqual([
      'not due',
      'unfinished of a live run',
      'foreign',
    ]);
    expect(created).toMatchObject({ made: 3, orphans: 3 });
  });

  test('is removed by a cleanup, but for what goes on; a dry run only tells', async () => {
    const { clock, shelf, options } = prepare();
    const now = clock.wallTime();
    shelf.leases.set('LIVE', now + hour);
    shelf.things.set('left', { run: 'DEAD', expiresAt: now + hour, bytes: 5 });
    shelf.things.set('left for ever', { run: 'DEAD', bytes: 7 });
    shelf.things.set('live', { run: 'LIVE', expiresAt: now + hour });
    shelf.things.set('foreign', {});
    const told: string[] = [];
    const onThing = ({ marker, state }: { marker: string; state: string }) => void told.push(`${marker}: ${state}`);
    expect(await cleanUp(options, { dryRun: true, onThing })).toEqual({
      found: 3,
      live: 1,
      removed: 2,
      failed: 0,
      bytes: 12,
      unable: [],
      unlisted: [],
    });
    expect([shelf.things.size, shelf.removals]).toEqual([4, []]);
    expect(told).toEqual(['left: left', 'left for ever: left', 'live: live']);
    expect(await cleanUp(options)).toEqual({ found: 3, live: 1, removed: 2, failed: 0, bytes: 12, unable: [], unlisted: [] });
    expect([...shelf.things.keys()]).toEqual(['live', 'foreign']);
  });

  test('is told from what a run that goes on has made: it says so before its first thing, again and again, and no more at its end', async () => {
    const { clock, shelf, begin, options } = prepare({ plays: 3 });
    const { running } = await begin();
    await clock.advance(1);
    const made = [...shelf.leases.values()];
    await clock.advance(15 * 60_000);
    const later = [...shelf.leases.values()];
    expect(later[0]).toBeGreaterThan(Math.max(made[0] ?? 0, clock.wallTime()));
    expect(await cleanUp(options)).toMatchObject({ found: 2, live: 2, removed: 0 });
    await clock.runUntil(running);
    expect(shelf.leases.size).toBe(0);
    expect(await cleanUp(options)).toMatchObject({ found: 3, live: 0, removed: 3 });
  });
});

test('a run says that it goes on while a sweep takes longer than that holds', async () => {
  const held: number[] = [];
  const { clock, shelf, runner } = prepare({
    created: { ttl: '15m', lease: '3m', sweep: '1m' },
    plays: 4,
    shelf: {
      whileRemoving: async () => {
        for (let minute = 0; minute < 9; minute += 1) {
          await new Promise<void>((resolve) => void clock.setTimer(60_000, resolve));
          held.push(Math.max(...shelf.leases.values()) - clock.wallTime());
        }
      },
    },
  });
  await clock.runUntil(runner.run());
  expect(held.length).toBeGreaterThan(8);
  expect(held.slice(0, 9).every((ms) => ms > 0)).toBe(true);
});

test('what another thread of a run has made is left to it for a while, and is no orphan', async () => {
  const { clock, shelf, runner } = prepare({ created: { ttl: '10m', sweep: '1m' }, plays: 3, runId: 'SAME' });
  const now = clock.wallTime();
  shelf.things.set('in use elsewhere', { run: 'SAME', expiresAt: now + 19 * 60_000 });
  shelf.things.set('forgotten', { run: 'SAME', expiresAt: now - 10 * 60_000 });
  const { created } = await clock.runUntil(runner.run());
  expect([...shelf.things.keys()]).toContain('in use elsewhere');
  expect([...shelf.things.keys()]).not.toContain('forgotten');
  expect(created.orphans).toBe(0);
});

test('targets whose things cannot be found are told, and nothing is said to be clean', async () => {
  const { options, shelf } = prepare({
    scenarios: [
      scenario('work', { base: 'https://shelf.example' }, [
        upload('/{user}/deep', { file: { name: 'a', data: 'x' } }),
        upload('/hidden/{user}', { file: { name: 'a', data: 'x' } }),
      ]),
    ],
  });
  const { created } = shelf.plugin;
  const plugin = {
    ...shelf.plugin,
    ...(created && { created: { ...created, lists: (place: URL) => !place.pathname.startsWith('/hidden') } }),
  };
  shelf.things.set('left', { run: 'DEAD' });
  expect(await cleanUp({ ...options, plugins: [plugin] })).toMatchObject({ removed: 1, unlisted: ['https://shelf.example/hidden/{user}'] });
});

test('a plugin that cannot clean up is named by a cleanup of a plan with uploads', async () => {
  const { options, shelf } = prepare();
  const { created: _, ...plugin } = shelf.plugin;
  expect(await cleanUp({ ...options, plugins: [plugin] })).toMatchObject({ found: 0, unable: ['shelf'] });
});
