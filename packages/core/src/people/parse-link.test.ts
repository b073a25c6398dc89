import { expect, test } from 'vitest';
import { parseBandwidth, parseLatency } from './parse-link.ts';

test.each([
  ['20Mbit', 2_500_000],
  ['20 Mbit/s', 2_500_000],
  ['500kbit', 62_500],
  ['1Gbit', 125_000_000],
  ['56000bit', 7000],
  ['2.5MB', 2_500_000],
  ['1MiB', 1_048_576],
  ['1 KiB/s', 1024],
])('a line of %s carries %d bytes a second', (text, bytes) => {
  expect(parseBandwidth(text)).toEqual({ value: bytes });
});

test.each([
  [20, 'it has no unit'],
  ['20', 'it has no unit'],
  ['20Mb', 'it does not tell bits from bytes'],
  ['20Mbps', 'it does not tell bits from bytes'],
  ['0Mbit', 'it is less than a byte a second'],
  ['7bit', 'it is less than a byte a second'],
  ['-1Mbit', undefined],
  ['1e999Mbit', undefined],
  ['fast', undefined],
  [null, undefined],
])('a line of %j is refused', (value, reason) => {
  expect(parseBandwidth(value)).toMatchObject({ refusal: { hint: expect.any(String) } });
  expect(parseBandwidth(value).refusal?.reason).toBe(reason);
});

test('a latency is a duration of a minute at most', () => {
  expect(parseLatency('40ms')).toEqual({ value: 40 });
  expect(parseLatency('2m').refusal?.reason).toBe('it is too long');
  expect(parseLatency('40')).toHaveProperty('refusal');
});
