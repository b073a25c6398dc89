import { expect, test } from 'vitest';
import { parseThink } from './think.ts';

test.each([
  ['0-1s', 0, 1000],
  ['1-2m', 60_000, 120_000],
  ['500ms', 500, 500],
  ['200ms-2s', 200, 2000],
  ['0', 0, 0],
  [250, 250, 250],
  [{ minMs: 1, maxMs: 2 }, 1, 2],
])('%j is a think time', (value, minMs, maxMs) => {
  expect(parseThink(value)).toEqual({ minMs, maxMs });
});

test.each(['', '1-2', '2s-1s', '-1s', '1s-', '1-2-3s', 'inf', Number.NaN, null, { minMs: 2, maxMs: 1 }, { minMs: 0, maxMs: Infinity }])(
  '%j is none',
  (value) => {
    expect(parseThink(value)).toBeUndefined();
  },
);
