import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatElapsed, formatLatency, formatPlural, formatRate, formatShort } from './format.ts';

test('counts have commas between thousands', () => {
  expect([0, 999, 1000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect([formatPlural(1, 'user'), formatPlural(2000, 'user')]).toEqual(['1 user', '2,000 users']);
});

test('rates, bytes and times have as many digits as help', () => {
  expect([0, 0.417, 41.23, 50_123].map(formatRate)).toEqual(['0', '0.42', '41.2', '50,123']);
  expect([0, 999, 1000, 99_960, 999_500, 1.5e9].map(formatBytes)).toEqual(['0 B', '999 B', '1.0 KB', '100 KB', '1.0 MB', '1.5 GB']);
  expect([0, 0.42, 2.13, 12.6, 1250, 61_000].map(formatLatency)).toEqual(['0 ms', '0.42 ms', '2.1 ms', '13 ms', '1.25 s', '61.0 s']);
  expect([0, 59_999, 125_000, 3_720_000].map(formatElapsed)).toEqual(['0 s', '59 s', '2 min 05 s', '1 h 02 min']);
});

test('quantities are short where there is little room', () => {
  expect([0, 0.01, 3.04, 3.44, 12.4, 999.4, 999.6, 99_960, 1_234_567].map(formatShort)).toEqual([
    '0',
    '<0.1',
    '3',
    '3.4',
    '12',
    '999',
    '1.0k',
    '100k',
    '1.2M',
  ]);
});
