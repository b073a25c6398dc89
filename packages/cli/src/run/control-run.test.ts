import { expect, test } from 'vitest';
import { controlRun } from './control-run.ts';

function setUp(phase: 'running' | 'draining' = 'running') {
  const said: string[] = [];
  const runner = {
    phase,
    isPaused: false,
    rate: 1,
    pause() {
      runner.isPaused = true;
    },
    resume() {
      runner.isPaused = false;
    },
    setRate(rate: number) {
      runner.rate = rate;
    },
  };
  return { runner, said, press: controlRun(runner, (line) => said.push(line)) };
}

test('p pauses and goes on', () => {
  const { runner, said, press } = setUp();
  press('p');
  expect(runner.isPaused).toBe(true);
  press('p');
  expect(runner.isPaused).toBe(false);
  expect(said).toEqual(['Paused: nobody begins anything; p goes on.', 'Going on.']);
});

test('+ and - change the rate by a tenth, and up and down again is where it was', () => {
  const { runner, said, press } = setUp();
  for (const key of '++--') press(key);
  expect(said).toEqual(['Rate × 1.10.', 'Rate × 1.21.', 'Rate × 1.10.', 'Rate × 1.00.']);
  expect(runner.rate).toBe(1);
});

test('other keys do nothing, and no key does when the run is stopping', () => {
  const { runner, said, press } = setUp('draining');
  for (const key of 'p+-x') press(key);
  setUp().press('x');
  expect(runner).toMatchObject({ isPaused: false, rate: 1 });
  expect(said).toEqual([]);
});
