import { expect, test } from 'vitest';
import { parseExpect } from './expect.ts';

test.each([
  ['201', [[201, 201]]],
  [200, [[200, 200]]],
  ['2xx', [[200, 299]]],
  [
    '200-299,304',
    [
      [200, 299],
      [304, 304],
    ],
  ],
  [
    ['2xx', 404],
    [
      [200, 299],
      [404, 404],
    ],
  ],
] as const)('%j is a set of statuses', (value, ranges) => {
  expect(parseExpect(value)).toEqual(ranges);
});

test.each(['', '2', '99', '299-200', '2xx,', 'ok', 1000, 200.5, [], [null], null, {}])('%j is none', (value) => {
  expect(parseExpect(value)).toBeUndefined();
});
