import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { ActionRegistry, type HookHandler } from '../registry/action-registry.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { ScenarioRunner } from './scenario-runner.ts';

const pages = scenario('pages', { base: 'https://a.example' }, [open('/1'), open('/2')]);

/** A run of three users whose handler is given, and the phases it goes through with their times. */
function start(run: HookHandler, options: Partial<ScenarioRunnerOptions> = {}) {
  const clock = createVirtualClock();
  const phases: (readonly [phase: string, at: number])[] = [];
  const runner = new ScenarioRunner({
    scenarios: [pages],
    plugins: new ActionRegistry().open('https:', run),
    users: 3,
    think: '1s',
    clock,
    ...options,
  });
  runner.on('phase', ({ phase }) => void phases.push([phase, clock.now()]));
  return { clock, runner, phases, running: runner.run() };
}

const never = () => new Promise<never>(() => undefined);

describe('a stop', () => {
  test('with nothing under way takes no time: thinking users are not waited for', async () => {
    const { clock, runner, phases, running } = start(() => undefined);
    await clock.advance(500);
    runner.stop();
    const { actions } = await clock.runUntil(running);
    expect(actions).toMatchObject({ started: 3, ok: 3 });
    expect(phases).toEqual([
      ['running', 0],
      ['draining', 500],
      ['cleaning', 500],
      ['flushing', 500],
      ['stopped', 500],
    ]);
  });

  test('lets what is under way end, and begins nothing', async () => {
    const { clock, runner, phases, running } = start(() => new Promise((resolve) => clock.setTimer(3000, () => resolve(undefined))));
    await clock.advance(1000);
    runner.stop();
    const { actions } = await clock.runUntil(running);
    expect(actions).toMatchObject({ started: 3, ok: 3, interrupted: 0 });
    expect(phases.at(-1)).toEqual(['stopped', 3000]);
  });

  test('cuts what does not end, and stays within its deadlines when handlers ignore it', async () => {
    const { clock, runner, phases, running } = start(never, { timeoutMs: 3_600_000 });
    await clock.advance(1000);
    runner.stop();
    const { actions } = await clock.runUntil(running);
    expect(actions).toMatchObject({ started: 3, ok: 0, failed: 0, interrupted: 3 });
    expect(phases).toEqual([
      ['running', 0],
      ['draining', 1000],
      ['aborting', 21_000],
      ['cleaning', 26_000],
      ['flushing', 26_000],
      ['stopped', 26_000],
    ]);
  });

  test('goes on at once when handlers honour their signal', async () => {
    const { clock, runner, phases, running } = start(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      { timeoutMs: 3_600_000, stop: { drain: '2s' } },
    );
    await clock.advance(1000);
    runner.stop();
    const { actions } = await clock.runUntil(running);
    expect(actions).toMatchObject({ interrupted: 3, failed: 0 });
    expect(phases.map(([, at]) => at)).toEqual([0, 1000, 3000, 3000, 3000, 3000]);
  });

  test('gives the journal a deadline of its own', async () => {
    const { clock, runner, phases, running } = start(() => undefined, { journal: { write: () => undefined, end: never } });
    await clock.advance(100);
    runner.stop();
    await clock.runUntil(running);
    expect(phases.at(-1)).toEqual(['stopped', 5100]);
  });

  test('halt ends at once from any phase, with the books balanced when it returns', async () => {
    for (const when of ['running', 'draining', 'aborting'] as const) {
      const { clock, runner, running } = start(never, { timeoutMs: 3_600_000 });
      await clock.advance(1000);
      if (when !== 'running') runner.stop();
      if (when === 'aborting') await clock.advance(20_500);
      expect(runner.phase).toBe(when);
      runner.halt();
      expect(runner.summary()?.actions).toMatchObject({ started: 3, ok: 0, failed: 0, interrupted: 3 });
      expect(runner.phase).toBe('stopped');
      await clock.runUntil(running);
    }
  });

  test('asked for before the run has begun, it plays nothing', async () => {
    const { clock, runner, running } = start(() => undefined);
    runner.stop();
    const { actions } = await clock.runUntil(running);
    expect(actions.started).toBe(0);
  });
});
