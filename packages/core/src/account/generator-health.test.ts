import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { recordAccount } from '../../test/record-account.ts';
import { systemClock } from '../support/clock.ts';
import { watchGenerator } from './generator-health.ts';
import { summariseAccount } from './summarise-account.ts';

const healthy = { eventLoopDelayP99Ms: 3, eventLoopUtilization: 0.4, maxRssBytes: 1e8 };

test.each([
  [{}, []],
  [{ generator: { ...healthy, eventLoopDelayP99Ms: 120 } }, ['event_loop_delay']],
  [{ generator: { ...healthy, eventLoopUtilization: 0.95 } }, ['event_loop_utilization']],
])('a summary is marked when the generator was the limit: %j', (more, reasons) => {
  const { generator } = summariseAccount(recordAccount([{}], { generator: healthy, ...more }));
  expect(generator).toMatchObject({ limited: reasons.length > 0, reasons });
});

test('an arrival the generator was too late for marks it as well', () => {
  expect(summariseAccount(recordAccount([{ drop: 'lag' }])).generator.reasons).toEqual(['lag']);
  expect(summariseAccount(recordAccount([{ drop: 'busy' }])).generator.reasons).toEqual([]);
});

test('the account tells of the worst full window, and of the one under way before there is any', () => {
  const health = watchGenerator(systemClock);
  const until = performance.now() + 60;
  while (performance.now() < until);
  expect(health.account().eventLoopUtilization).toBe(0);
  const busy = health.closeWindow();
  expect(busy.eventLoopUtilization).toBeGreaterThan(0);
  health.closeWindow();
  expect(health.account()).toMatchObject({ eventLoopUtilization: busy.eventLoopUtilization });
  expect(health.account().maxRssBytes).toBeGreaterThan(1e6);
  health.stop();
});

test("nothing is watched under a clock that is not the system's", () => {
  const health = watchGenerator(createVirtualClock());
  expect(health.closeWindow()).toEqual({ eventLoopDelayP99Ms: 0, eventLoopUtilization: 0 });
  expect(health.account()).toMatchObject({ eventLoopDelayP99Ms: 0, eventLoopUtilization: 0 });
  health.stop();
});

test('watching keeps no process alive', async () => {
  const file = new URL('generator-health.ts', import.meta.url).href;
  const clock = new URL('../support/clock.ts', import.meta.url).href;
  const script = `import { watchGenerator } from '${file}'; import { systemClock } from '${clock}'; watchGenerator(systemClock); console.log('over');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 });
  expect(stdout).toBe('over\n');
});
