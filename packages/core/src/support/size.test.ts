import { expect, test } from 'vitest';
import { parseSize } from './size.ts';

test.each([
  ['512', 512],
  ['10MB', 10_000_000],
  ['1 MiB', 1_048_576],
  ['1.5kb', 1500],
  ['2 TiB', 2 * 1024 ** 4],
  ['7B', 7],
  [0, 0],
])('%j is %d bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each(['', '-1', 'MB', '1ib', '1 XB', '999999999TB', 1.5, -1, Number.NaN, null])('%j is no size', (value) => {
  expect(parseSize(value)).toBeUndefined();
});
