import { expect, test } from 'vitest';
import { ActionRegistry, type HookHandler } from '../registry/action-registry.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import type { ActionEndEvent } from './events.ts';
import { ScenarioRunner } from './scenario-runner.ts';

/** Plays two pages in real time, and tells how they ended and what was warned of. */
async function play(handler: HookHandler) {
  const ends: ActionEndEvent[] = [];
  const warnings: string[] = [];
  const runner = new ScenarioRunner({
    scenarios: [scenario('pages', { base: 'https://a.example' }, [open('/1'), open('/2', {}, { think: '1100ms' }), open('/3')])],
    plugins: new ActionRegistry().open('https:', handler),
    think: '0',
    plays: 1,
  });
  runner.on('actionEnd', (event) => void ends.push(event));
  runner.on('warning', ({ message }) => void warnings.push(message));
  const summary = await runner.run();
  return { ends, warnings, summary };
}

test('a handler that computes for more than a second is told of, and the run says that this machine was the limit', async () => {
  const { ends, warnings, summary } = await play(({ target }) => {
    if (target.pathname !== '/2') return;
    const until = performance.now() + 1600;
    while (performance.now() < until);
  });
  expect(ends.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  expect(warnings).toEqual(expect.arrayContaining([expect.stringMatching(/event loop was blocked for \d\.\d s/)]));
  expect(summary.generator.limited).toBe(true);
});

test('a handler that throws what is no error fails its action alone', async () => {
  for (const thrown of [undefined, null, 'text', 7, { code: 'ENOENT' }, Object.create(null)]) {
    const { ends } = await play(({ target }) => (target.pathname === '/2' ? Promise.reject(thrown) : undefined));
    expect(ends.map(({ error }) => error)).toEqual([undefined, 'plugin_error', undefined]);
  }
}, 30_000);

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
  const errors = await play(({ target }) => (target.pathname === '/2' ? Promise.reject(trap) : undefined));
  expect(errors.ends.map(({ error }) => error)).toEqual([undefined, 'plugin_error', undefined]);
});
