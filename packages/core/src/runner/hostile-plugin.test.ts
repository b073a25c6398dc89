import { expect, test } from 'vitest';
import { ActionRegistry, type HookHandler } from '../registry/action-registry.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import type { ActionEndEvent } from './events.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { ScenarioRunner } from './scenario-runner.ts';

/** Plays two pages in real time, and tells how they ended and what was warned of. */
async function play(
  handler: HookHandler,
  { think = '0', ...options }: Omit<Partial<ScenarioRunnerOptions>, 'think'> & { readonly think?: string } = {},
) {
  const ends: ActionEndEvent[] = [];
  const warnings: string[] = [];
  const runner = new ScenarioRunner({
    scenarios: [scenario('pages', { base: 'https://a.example' }, [open('/1', {}, { think }), open('/2', {}, { think }), open('/3')])],
    timeoutMs: 5000,
    plugins: new ActionRegistry().open('https:', handler),
    think: '0',
    plays: 1,
    ...options,
  });
  runner.on('actionEnd', (event) => void ends.push(event));
  runner.on('warning', ({ message }) => void warnings.push(message));
  const summary = await runner.run();
  return { ends, warnings, summary };
}

test('a handler that computes for more than a second is told of', async () => {
  const { ends, warnings } = await play(
    ({ target }) => {
      if (target.pathname !== '/2') return;
      const until = performance.now() + 1600;
      while (performance.now() < until);
    },
    { think: '1100ms' },
  );
  expect(ends.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  expect(warnings).toEqual(expect.arrayContaining([expect.stringMatching(/event loop was blocked for \d\.\d s/)]));
});

test('a handler that throws what is no error fails its action alone', async () => {
  for (const thrown of [undefined, null, 'text', 7, { code: 'ENOENT' }, Object.create(null)]) {
    const { ends } = await play(({ target }) => (target.pathname === '/2' ? Promise.reject(thrown) : undefined));
    expect(ends.map(({ error }) => error)).toEqual([undefined, 'plugin_error', undefined]);
  }
});

test('a result or an error that throws when it is looked at fails its action alone', async () => {
  const trap = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name === 'then') return undefined;
        throw new Error('do not look');
      },
      has: () => false,
    },
  );
  const results = await play(({ target }) => (target.pathname === '/2' ? Promise.resolve(trap) : undefined));
  expect(results.ends.map(({ error }) => error)).toEqual([undefined, expect.stringMatching(/^plugin_/), undefined]);
  const odd: unknown = trap;
  const errors = await play(({ target }) => (target.pathname === '/2' ? Promise.reject(odd) : undefined));
  expect(errors.ends.map(({ error }) => error)).toEqual([undefined, 'plugin_error', undefined]);
});

test.each(['actionStart', 'actionEnd', 'playStart', 'playEnd', 'phase', 'warning', 'runStart'] as const)(
  'a listener of %s that throws disturbs no traffic and leaves the books balanced',
  async (name) => {
    const runner = new ScenarioRunner({
      scenarios: [scenario('pages', { base: 'https://a.example' }, [open('/1'), open('/2')])],
      plugins: new ActionRegistry().open('https:', () => Promise.resolve(undefined)),
      think: '0',
      plays: 2,
    });
    runner.on(name, () => {
      throw new Error('the view is broken');
    });
    const { actions } = await runner.run();
    expect(actions).toMatchObject({ scheduled: 4, started: 4, ok: 4, failed: 0, interrupted: 0 });
  },
);

test('a journal that cannot be written disturbs no traffic and leaves the books balanced', async () => {
  const { summary } = await play(() => Promise.resolve(undefined), {
    journal: {
      write: () => {
        throw new Error('the disk is full');
      },
    },
  });
  expect(summary.actions).toMatchObject({ scheduled: 3, started: 3, ok: 3, failed: 0, interrupted: 0 });
});
