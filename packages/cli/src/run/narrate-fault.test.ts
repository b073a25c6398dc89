import { actionFor, definePlugin, open, RushhourError, scenario, ScenarioRunner } from '@rushhour/core';
import { expect, test } from 'vitest';
import { plainPaint } from '../text/paint.ts';
import { narrateActions } from './narrate-actions.ts';

test('a failure that was asked for is told to be one', async () => {
  const plugin = definePlugin({
    name: 'store',
    targets: () => ['http://shop.example'],
    origins: () => ['http://shop.example'],
    actions: {
      open: actionFor()({
        faults: ['missingKey'],
        run(context) {
          if (context.fault !== 'missingKey') return;
          context.commitFault();
          throw new RushhourError('check_failed', { message: 'The key is not there.' });
        },
      }),
    },
  });
  const runner = new ScenarioRunner({
    scenarios: [scenario('browse', { base: 'http://shop.example' }, [open('/')])],
    plugins: [plugin()],
    faults: { missingKey: '100%' },
    think: '0',
    plays: 1,
  });
  let text = '';
  narrateActions(runner, (line) => (text += line), plainPaint);
  await runner.run();
  expect(text).toContain('failed: check_failed, The key is not there. (injected: missing_key) ');
});
