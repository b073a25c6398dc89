import { describe, expect, test } from 'vitest';
import { open, scenario } from '../scenario/scenario-builder.ts';
import { pages, playRun } from '../../test/play-run.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

const refusal = (options: Pick<ScenarioRunnerOptions, 'profiles' | 'scenarios' | 'setup' | 'data'>) =>
  playRun({ ...options, plays: 1 }).then(
    () => '',
    (error: unknown) => String(error),
  );
const data = [{ rows: [{ sku: 'a' }] }];

describe('a run is refused before anybody begins when somebody has not what a scenario of theirs names', () => {
  test('a column of data', async () => {
    const scenarios = [pages('buy', ['/{data.sku}']), pages('look', ['/'])];
    const [a, b] = [{ name: 'a', data }, { name: 'b' }];
    expect(await refusal({ scenarios, profiles: [a, b] })).toContain('"b" plays this and has no data "sku".');
    expect(await refusal({ scenarios, profiles: [a, { ...b, scenarios: ['look'] }] })).toBe('');
    expect(await refusal({ scenarios, profiles: [a, { ...b, scenarios: { look: 1, buy: 0 } }] })).toBe('');
    expect(await refusal({ scenarios, profiles: [a, b], data: [{ rows: [{ town: 'x' }] }] })).toContain('"b" plays this');
    expect(await refusal({ scenarios, profiles: [{ name: 'a' }, b], data })).toBe('');
  });

  test('data in a setup, which is played by nobody of a profile', async () => {
    const scenarios = [pages('fill', ['/{data.sku}']), pages('look', ['/'])];
    expect(await refusal({ scenarios, profiles: [{ name: 'a' }], data, setup: 'fill' })).toContain(
      '"setup" plays this and has no data "sku".',
    );
  });

  test('a variable of a start scenario', async () => {
    const logIn = scenario('log-in', { base: 'https://shop.test' }, [open('/', {}, { capture: { token: { header: 'x-token' } } })]);
    const scenarios = [logIn, pages('buy', ['/{var.token}'])];
    const [a, b] = [{ name: 'a', start: 'log-in' }, { name: 'b' }];
    expect(await refusal({ scenarios, profiles: [a, b] })).toContain(
      '"b" plays this and has no start scenario that captures `{var.token}`.',
    );
    expect(await refusal({ scenarios, profiles: [a, { ...b, start: 'log-in' }] })).not.toContain('plays this');
  });
});
