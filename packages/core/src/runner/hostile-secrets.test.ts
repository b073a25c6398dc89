import { createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ActionRegistry } from '../registry/action-registry.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import type { Instruction } from '../scenario/scenario.ts';
import { ScenarioRunner } from './scenario-runner.ts';

const site = 'https://a.example';

/** Everything a run tells of one instruction: journal, summary, events. */
async function tellAll(instruction: ReturnType<typeof open>): Promise<string> {
  const clock = createVirtualClock();
  const told: unknown[] = [];
  const runner = new ScenarioRunner({
    scenarios: [scenario('one', { base: site }, [instruction])],
    // A handler that says where it was when it failed, as many do.
    plugins: new ActionRegistry().open('https:', {
      params: z.looseObject({}),
      run: ({ target }) => Promise.reject(new Error(`no answer from ${target.href}`)),
    }),
    think: '0',
    plays: 1,
    clock,
    journal: { write: (record) => void told.push(record) },
  });
  runner.on('actionStart', (event) => void told.push(event));
  runner.on('actionEnd', (event) => void told.push(event));
  told.push(await clock.runUntil(runner.run()));
  return JSON.stringify(told);
}

test.each([
  'token',
  'access_token',
  'api_key',
  'api-key',
  'client_secret',
  'session_id',
  'password',
  'passwd',
  'pwd',
  'sig',
  'code',
  'auth',
  'ACCESS_TOKEN',
])('the value of the query parameter %s is told nowhere', async (name) => {
  expect(await tellAll(open(`/?page=2&${name}=hush`))).not.toContain('hush');
});

test('nor is a token in a fragment', async () => {
  expect(await tellAll(open('/#access_token=hush'))).not.toContain('hush');
});

test.each<[string, Instruction['with']]>([
  ['JSON as text', { json: '{"user":"ann","password":"hush"}' }],
  ['JSON as an object', { json: { deep: [{ password: 'hush' }] } }],
  ['a form', { form: { pwd: 'hush' } }],
  ['a query', { query: { sig: 'hush', code: 'hush' } }],
  ['a body that is a form', { body: 'user=ann&password=hush' }],
  ['a header', { headers: { 'x-signature': 'hush', 'proxy-authorization': 'hush' } }],
  ['a URL', { callback: 'https://ann:hush@b.example/?client_secret=hush' }],
])('nor is a secret in %s', async (_, parameters) => {
  expect(await tellAll(open('/', parameters))).not.toContain('hush');
});
