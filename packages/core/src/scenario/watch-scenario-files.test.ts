import { rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock, type Clock } from '../support/clock.ts';
import type { ScenarioSource } from './scenario-source.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { watchScenarioFiles } from './watch-scenario-files.ts';

/** A clock whose timers fire when the test says so; `tick` fires the one that waits and resolves when the next one waits. */
function manualClock() {
  const delays: number[] = [];
  let waiting: (() => void) | undefined;
  let armed = () => {};
  const clock: Clock = {
    ...systemClock,
    setTimer(delayMs, callback) {
      delays.push(delayMs);
      waiting = callback;
      armed();
      return {
        cancel() {
          waiting = undefined;
        },
      };
    },
  };
  const tick = async () => {
    const next = Promise.withResolvers<void>();
    armed = next.resolve;
    const fire = waiting;
    waiting = undefined;
    fire?.();
    await next.promise;
  };
  return { clock, delays, tick, isWaiting: () => waiting !== undefined };
}

function listenTo(source: ScenarioSource) {
  const heard: string[] = [];
  const stop = source.watch({
    changed: (scenarios) =>
      heard.push(`changed: ${scenarios.map(({ name, instructions }) => `${name} ${instructions.length}`).join(', ')}`),
    bad: (problems) => heard.push(`bad: ${problems.split('\n').length / 2}`),
  });
  return { heard, stop };
}

test('a change is told, a bad version once, and the last good one stays', async () => {
  const folder = await temporaryFolder({ 'browse.txt': 'open /' });
  const file = join(folder, 'browse.txt');
  const { clock, delays, tick, isWaiting } = manualClock();
  const source = await watchScenarioFiles([file], { clock });
  expect(source.current().length).toBe(1);
  expect(isWaiting()).toBe(false);
  const { heard, stop } = listenTo(source);

  await tick();
  expect(heard).toEqual([]);

  await writeFile(file, 'open /\nopen /two');
  await tick();
  await tick();
  expect(heard).toEqual(['changed: browse 2']);

  await writeFile(file, 'opne /\nopen');
  await tick();
  await tick();
  expect(heard).toEqual(['changed: browse 2', 'bad: 2']);
  expect(source.current()[0]?.instructions.length).toBe(2);

  await rm(file);
  await tick();
  await tick();
  expect(heard).toEqual(['changed: browse 2', 'bad: 2', 'bad: 1']);
  expect(source.current()[0]?.instructions.length).toBe(2);

  await writeFile(file, 'open /back');
  await tick();
  expect(heard.at(-1)).toBe('changed: browse 1');
  expect(new Set(delays)).toEqual(new Set([5000]));

  stop();
  expect(isWaiting()).toBe(false);
});

test('a file added to a folder, and one taken away, are changes', async () => {
  const folder = await temporaryFolder({ 'a.txt': 'open /' });
  const { clock, tick } = manualClock();
  const { heard } = listenTo(await watchScenarioFiles([folder], { clock, intervalMs: 10 }));
  await writeFile(join(folder, 'b.txt'), 'open /b');
  await tick();
  await rm(join(folder, 'a.txt'));
  await tick();
  expect(heard).toEqual(['changed: a 1, b 1', 'changed: b 1']);
});

test('a ConfigMap that moves its link is a change though times and sizes are the same', async () => {
  const folder = await temporaryFolder({ '..1/a.txt': 'open /1', '..2/a.txt': 'open /2' });
  await symlink('..1', join(folder, '..data'));
  await symlink('..data/a.txt', join(folder, 'a.txt'));
  const { clock, tick } = manualClock();
  const source = await watchScenarioFiles([folder], { clock });
  const { heard } = listenTo(source);
  await symlink('..2', join(folder, '..data_tmp'));
  await rename(join(folder, '..data_tmp'), join(folder, '..data'));
  await tick();
  expect(heard).toEqual(['changed: a 1']);
  expect(source.current()[0]?.instructions[0]?.target).toBe('/2');
});

test('files that are bad to begin with are refused', async () => {
  const folder = await temporaryFolder({ 'a.txt': 'opne /' });
  const { clock } = manualClock();
  await expect(watchScenarioFiles([folder], { clock })).rejects.toMatchObject({ code: 'input_invalid' });
});
