import { expect, test } from 'vitest';
import { strip } from './strip.ts';

test('a strip is scaled to its highest value, and shows where there is nothing', () => {
  expect(strip([0, 1, 50, 100, 0.001])).toBe('·▁▄▇▁');
  expect(strip([0, 0])).toBe('··');
});
