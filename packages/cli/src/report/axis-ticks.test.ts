import { expect, test } from 'vitest';
import { clockTime, timeTicks, valueTicks } from './axis-ticks.ts';

test('values have round ticks that reach the maximum', () => {
  expect(valueTicks(37)).toEqual([0, 10, 20, 30, 40]);
  expect(valueTicks(0.3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(valueTicks(2000)).toEqual([0, 500, 1000, 1500, 2000]);
  expect(valueTicks(0)).toEqual([0, 1]);
});

test('times have ticks that people count in', () => {
  expect(timeTicks(0, 20)).toEqual([0, 5, 10, 15, 20]);
  expect(timeTicks(0, 600)).toEqual([0, 120, 240, 360, 480, 600]);
  expect(timeTicks(3610, 7210)).toEqual([4200, 4800, 5400, 6000, 6600, 7200]);
  expect(timeTicks(0, 30 * 86_400).length).toBeLessThan(10);
});

test('a time is written as a clock shows it', () => {
  expect([0, 45, 720, 3900].map(clockTime)).toEqual(['0:00', '0:45', '12:00', '1:05:00']);
});
