import { expect, test } from 'vitest';
import { z } from 'zod';
import { definePlugin } from '../plugin/define-plugin.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import type { JournalEntry, JournalHeader } from './journal.ts';
import { ScenarioRunner } from '../runner/scenario-runner.ts';

const shop = definePlugin({
  name: 'shop',
  targets: () => ['http://shop.example'],
  origins: () => ['http://shop.example'],
  actions: { open: { params: z.looseObject({}), run: () => ({ status: 200 }) } },
});

test('a journal has the data that was filled into parameters, but no column and no parameter that is a secret', async () => {
  const records: (JournalHeader | JournalEntry)[] = [];
  const runner = new ScenarioRunner({
    scenarios: [
      scenario('search', { base: 'http://shop.example' }, [
        open('/', { q: 'find {data.sku} as {data.token}', password: '{data.sku}', body: 'pin={data.words}&sku={data.sku}' }),
      ]),
    ],
    plugins: [shop()],
    profiles: [{ name: 'alice', think: '0', data: [{ rows: [{ sku: 'a', token: 'very-secret', words: 'open sesame & "more"' }] }] }],
    plays: 1,
    journal: { write: (record) => void records.push(record) },
  });
  await runner.run();
  expect(records.slice(1)).toMatchObject([{ with: { q: 'find a as {data.token}', password: 'REDACTED', body: 'pin=REDACTED&sku=a' } }]);
  expect(JSON.stringify(records)).not.toMatch(/very-secret|sesame|more/);
});
