import { definePlugin, open, RushhourError, scenario, ScenarioRunner } from '@rushhour/core';
import { expect, test } from 'vitest';
import { plainPaint } from '../text/paint.ts';
import { narrateActions } from './narrate-actions.ts';

test('every action is told when it begins and when it ends', async () => {
  const plugin = definePlugin({
    name: 'moody',
    targets: () => ['http://shop.example'],
    origins: () => ['http://shop.example'],
    actions: {
      open: {
        run({ target }: { readonly target: URL }) {
          if (target.pathname === '/bad') throw new RushhourError('check_failed', { message: 'The page has no basket.' });
          return { status: 200 };
        },
      },
    },
  });
  const runner = new ScenarioRunner({
    scenarios: [scenario('browse', { base: 'http://shop.example' }, [open('/'), open('/bad')])],
    plugins: [plugin()],
    think: '0',
    plays: 1,
  });
  let text = '';
  narrateActions(runner, (line) => (text += line), plainPaint);
  await runner.run();
  expect(text.replaceAll(/[\d.]+ ms$/gm, '1 ms')).toMatchInlineSnapshot(`
    "● open http://shop.example/  visitor/0, browse, play 1, action 1
    ● open http://shop.example/  visitor/0, browse, play 1, action 1  ok 1 ms
    ● open http://shop.example/bad  visitor/0, browse, play 1, action 2
    ● open http://shop.example/bad  visitor/0, browse, play 1, action 2  failed: check_failed, The page has no basket. 1 ms
    "
  `);
});
