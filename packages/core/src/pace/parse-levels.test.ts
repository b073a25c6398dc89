import { expect, test } from 'vitest';
import { parseLevels } from './parse-levels.ts';

test.each([
  ['50 users', 1, 'users', [50]],
  ['1 user', 1, 'users', [1]],
  ['200/s', 1, 'rate', [12_000]],
  ['0-100 users', 2, 'users', [0, 100]],
  ['10 users - 100 users', 2, 'users', [10, 100]],
  ['100-0 users', 2, 'users', [100, 0]],
  ['10/s-200/s', 2, 'rate', [600, 12_000]],
  ['10-200/min', 2, 'rate', [10, 200]],
  ['30/min – 1/s', 2, 'rate', [30, 60]],
] as const)('the levels %j', (text, count, unit, levels) => {
  expect(parseLevels(text, count)).toEqual({ value: { unit, levels } });
});

test.each([
  ['50', 1, 'it has no unit'],
  [50, 1, 'it has no unit'],
  ['1.5 users', 1, 'users are counted in whole numbers'],
  ['2000000 users', 1, 'there are 1000000 users at most'],
  ['0-100 users', 1, undefined],
  ['100 users', 2, undefined],
  ['0-50-100 users', 2, undefined],
  ['-5 users', 1, 'users are counted in whole numbers'],
  ['.inf/s', 1, undefined],
  ['10/s-20 users', 2, 'users are counted in whole numbers'],
  [null, 1, undefined],
] as const)('the levels %j are refused', (value, count, reason) => {
  const { refusal } = parseLevels(value, count);
  expect(refusal?.hint).toEqual(expect.any(String));
  expect(refusal?.reason).toBe(reason);
});
