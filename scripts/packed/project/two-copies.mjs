// A plugin with its own copies of core and zod, played by the runner of the other copy.
import assert from 'node:assert/strict';
import { isRushhourError, open, RushhourError, scenario, ScenarioRunner } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { z } from 'zod';
import { OwnError, ownZod, stranger } from 'rushhour-plugin-stranger';

assert.notEqual(OwnError, RushhourError, 'The plugin has its own core.');
assert.notEqual(ownZod, z, 'The plugin has its own zod.');
assert.ok(isRushhourError(new OwnError('no_link')), 'An error of the other copy is known by its code.');

const prefix = process.env.STRANGER_PREFIX;
const mine = stranger({ prefix });
const play = scenario('visit', {}, [
  mine.open('/a', { times: 2 }),
  open(`${prefix}b`, { fail: true }),
  open(new URL('/elsewhere', prefix).href),
]);
const { plugin: generic } = await import('@rushhour/plugin-generic');
const runner = new ScenarioRunner({ scenarios: [play], plugins: [mine, generic()], http: createHttp(), plays: 1, think: '0', seed: 1 });
const summary = await runner.run();

assert.deepEqual(
  { ...summary.actions, dropped: undefined },
  { scheduled: 3, started: 3, ok: 2, failed: 1, interrupted: 0, injected: 0, dropped: undefined },
);
assert.equal(summary.byPlugin.stranger.started, 2);
assert.equal(summary.byPlugin.generic.started, 1);
assert.deepEqual(
  summary.errors.map(({ type }) => type),
  ['no_link'],
);
assert.equal(summary.requests.sent, 3);

const wrong = scenario('wrong', {}, [mine.open('/a', { times: 'many' })]);
await assert.rejects(
  async () => new ScenarioRunner({ scenarios: [wrong], plugins: [mine], http: createHttp(), plays: 1 }).run(),
  (error) => isRushhourError(error) && error.code === 'input_invalid',
  'The parameters are checked by the zod of the plugin, and the runner says so before the first request.',
);
