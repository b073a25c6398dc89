import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findThinkFault } from './think-fault.ts';
import { parseThink } from './think.ts';

test.each([
  [{ max: 'soon' }, '`think.max` cannot be "soon".'],
  [{ distribution: 'normal', mean: '2 weeks', deviation: '1s' }, '`think.mean` cannot be "2 weeks".'],
  [{ max: -1 }, '`think.max` cannot be "-1".'],
  [{ max: '1s', mode: '2s' }, 'Unknown key "mode".'],
  [{ distribution: 'gamma', mean: '2s' }, '`think.distribution` cannot be "gamma".'],
  [{}, '`think.max` is missing: uniform think times need it.'],
  [{ distribution: 'normal', mean: '2s' }, '`think.deviation` is missing: normal think times need it.'],
  [{ distribution: 'exponential', max: '2s' }, '`think.mean` is missing: exponential think times need it.'],
  [{ mean: '2s', max: '3s' }, '`think.mean` cannot be "2s": uniform think times have no mean.'],
  [
    { distribution: 'exponential', mean: '2s', deviation: '1s' },
    '`think.deviation` cannot be "1s": exponential think times have no deviation.',
  ],
  [{ distribution: 'lognormal', mean: 0, deviation: '1s' }, '`think.mean` cannot be "0": it must be above 0.'],
  [{ distribution: 'normal', mean: 0, deviation: '1s', min: '2s', max: '1s' }, '`think.max` cannot be "1s": it is below the minimum.'],
  [{ minMs: 2, maxMs: 1 }, '`think.maxMs` cannot be "1": it is below the minimum.'],
  [{ minMs: 0, maxMs: Number.POSITIVE_INFINITY }, '`think.maxMs` cannot be "Infinity".'],
  [{ minMs: '1s', maxMs: 5 }, '`think.minMs` cannot be "1s".'],
  [{ maxMs: 5 }, '`think.minMs` is missing: uniform think times need it.'],
])('%j: %s', (value, message) => {
  expect(findThinkFault(value)).toMatchObject({ message });
});

test('the hint says what to write, and secrets can be hidden', () => {
  expect(findThinkFault({ mean: '2s' })?.hint).toBe('Name the `distribution` too, such as `normal`; without one it is uniform.');
  expect(findThinkFault({ max: 'x' }, { name: 'profiles[0].think', show: () => '"(hidden)"' })).toMatchObject({
    key: 'max',
    message: '`profiles[0].think.max` cannot be "(hidden)".',
  });
});

const part = fc.option(fc.constantFrom<unknown>(0, 5, -1, '2s', '1s', 'soon', null, Number.NaN, Number.POSITIVE_INFINITY), {
  nil: undefined,
});
const distribution = fc.constantFrom(undefined, 'uniform', 'exponential', 'normal', 'lognormal', 'gamma');
const map = fc.oneof(
  fc.record({ distribution, mean: part, deviation: part, min: part, max: part }),
  fc.record({ distribution, meanMs: part, deviationMs: part, minMs: part, maxMs: part }),
);

test('a map has a fault exactly when it is no think time, and the key it names is there', () => {
  fc.assert(
    fc.property(map, (value) => {
      const fault = findThinkFault(value);
      expect(fault === undefined).toBe(parseThink(value) !== undefined);
      expect(fault?.key === undefined || Object.keys(value).includes(fault.key)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each(['soon', 5, null, ['1s'], { max: '1s' }])('%j is no map with a fault', (value) => {
  expect(findThinkFault(value)).toBeUndefined();
});
