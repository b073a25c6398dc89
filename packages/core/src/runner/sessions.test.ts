import { createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { actionFor } from '../plugin/action-for.ts';
import { definePlugin } from '../plugin/define-plugin.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { ScenarioRunner } from './scenario-runner.ts';

interface NumberedSession {
  readonly number: number;
}

/** Two plugins side by side whose sessions are numbered in the order they are made, and a record of what happens to them. */
function recorded({
  create = () => undefined,
  close = () => undefined,
  run = () => undefined,
}: {
  create?: (plugin: string, signal: AbortSignal) => void | Promise<void>;
  close?: (plugin: string, signal: AbortSignal) => void | Promise<void>;
  run?: (plugin: string) => void | Promise<void>;
} = {}) {
  const told: string[] = [];
  let sessions = 0;
  const make = (name: string) =>
    definePlugin({
      name,
      targets: () => [`https://${name}.example`],
      origins: () => [],
      createSession: async ({ signal, user }) => {
        const number = (sessions += 1);
        told.push(`create ${name} ${number} for ${user.id}`);
        await create(name, signal);
        return { number };
      },
      closeSession: async ({ number }, { signal }) => {
        told.push(`close ${name} ${number}`);
        await close(name, signal);
      },
      actions: {
        open: actionFor<NumberedSession>()({
          run: async ({ session }) => {
            told.push(`open ${name} ${session.number}`);
            await run(name);
          },
        }),
      },
    })();
  return { told, plugins: [make('a'), make('b')] };
}

const both = scenario('both', {}, [open('https://a.example/'), open('https://b.example/'), open('https://a.example/')]);

function start(options: Partial<ScenarioRunnerOptions>) {
  const clock = createVirtualClock();
  const warnings: string[] = [];
  const runner = new ScenarioRunner({ scenarios: [both], think: '0', clock, seed: 1, ...options });
  runner.on('warning', ({ message }) => void (message.startsWith('No `allow`') || warnings.push(message)));
  return { clock, runner, warnings, running: runner.run() };
}

describe('the session of a plugin', () => {
  test('is made when it is first needed and closed once at the end of the play, in reverse order', async () => {
    const { told, plugins } = recorded();
    const { clock, running } = start({ plugins, plays: 2 });
    await clock.runUntil(running);
    const one = (offset: number) => [
      `create a ${1 + offset} for visitor/0`,
      `open a ${1 + offset}`,
      `create b ${2 + offset} for visitor/0`,
      `open b ${2 + offset}`,
      `open a ${1 + offset}`,
      `close b ${2 + offset}`,
      `close a ${1 + offset}`,
    ];
    expect(told).toEqual([...one(0), ...one(2)]);
  });

  test('lives as long as the user when that is asked for', async () => {
    const { told, plugins } = recorded();
    const { clock, running } = start({ plugins, plays: 3, session: 'user' });
    await clock.runUntil(running);
    expect(told.filter((line) => !line.startsWith('open'))).toEqual([
      'create a 1 for visitor/0',
      'create b 2 for visitor/0',
      'close b 2',
      'close a 1',
    ]);
  });

  test('that cannot be made fails the action, and is tried again by the next one', async () => {
    let tries = 0;
    const { told, plugins } = recorded({
      create: (plugin) => {
        tries += 1;
        if (plugin === 'a' && tries === 1) throw new Error('the login page is down');
      },
    });
    const { clock, running } = start({ plugins, plays: 1 });
    const summary = await clock.runUntil(running);
    expect(summary.actions).toMatchObject({ ok: 2, failed: 1 });
    expect(summary.errors[0]).toMatchObject({ type: 'plugin_error', example: 'Error: the login page is down' });
    expect(told.filter((line) => line.startsWith('close'))).toEqual(['close a 3', 'close b 2']);
  });

  test('every close is attempted, and one that fails is told once', async () => {
    const { told, plugins } = recorded({
      close: (plugin) => {
        if (plugin === 'b') throw new Error('no log-out today');
      },
    });
    const { clock, running, warnings } = start({ plugins, plays: 2 });
    const summary = await clock.runUntil(running);
    expect(told.filter((line) => line.startsWith('close'))).toEqual(['close b 2', 'close a 1', 'close b 4', 'close a 3']);
    expect(warnings).toEqual(['Plugin "b" failed to close a session: no log-out today']);
    expect(summary.actions.ok).toBe(6);
  });

  test('that takes for ever to close is left behind after ten seconds, its signal aborted', async () => {
    const signals: AbortSignal[] = [];
    const { plugins } = recorded({
      close: (plugin, signal) => {
        signals.push(signal);
        return plugin === 'b' ? new Promise(() => undefined) : undefined;
      },
    });
    const { clock, running, warnings } = start({ plugins, plays: 1 });
    const summary = await clock.runUntil(running);
    expect(summary.durationMs).toBe(10_000);
    expect(signals[0]?.aborted).toBe(true);
    expect(warnings).toEqual(['A plugin did not close its session in time.']);
  });

  test('is closed once when the play is interrupted, even while it is being made', async () => {
    const clock = createVirtualClock();
    const { told, plugins } = recorded({ create: () => new Promise((resolve) => clock.setTimer(5000, () => resolve())) });
    const runner = new ScenarioRunner({ scenarios: [both], think: '0', clock, plugins, stop: { drain: '1s', abort: '1s' } });
    const running = runner.run();
    await clock.advance(500);
    runner.stop();
    const summary = await clock.runUntil(running);
    expect(summary.actions).toMatchObject({ started: 1, interrupted: 1 });
    expect(told).toEqual(['create a 1 for visitor/0', 'close a 1']);
  });

  test('is told by its signal when the action that waits for it is cut', async () => {
    const signals: AbortSignal[] = [];
    const { plugins } = recorded({
      create: (_, signal) => {
        signals.push(signal);
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('given up')));
        });
      },
    });
    const { clock, running } = start({ plugins, plays: 1, timeoutMs: 100 });
    const summary = await clock.runUntil(running);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
    expect(summary.errors).toEqual([{ type: 'timeout', action: 'open', count: 3, example: 'The action did not end within 100 ms.' }]);
  });
});
