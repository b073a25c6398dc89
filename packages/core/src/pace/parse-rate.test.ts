import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCap, parseRate, parseRateOrShare } from './parse-rate.ts';

test.each([
  ['120/min', 120],
  ['2/s', 120],
  ['1.5 / s', 90],
  ['30/h', 0.5],
  ['0', 0],
  [0, 0],
  ['0/s', 0],
])('the rate %j is %d a minute', (text, rate) => {
  expect(parseRate(text)).toEqual({ value: rate });
});

test.each([
  [Infinity, 'it is not finite'],
  [NaN, 'it is not finite'],
  ['1e999', undefined],
  ['.inf', undefined],
  [-1, 'it is below 0'],
  ['-1/s', 'it is below 0'],
  ['10/s; rm', undefined],
  ['10/fortnight', 'its unit is not known'],
  ['10/constructor', 'its unit is not known'],
  [120, 'it has no unit'],
  ['120', 'it has no unit'],
  ['999999999999/s', 'it is above a thousand million a minute'],
  ['', undefined],
  [null, undefined],
  [['1/s'], undefined],
])('the rate %j is refused', (value, reason) => {
  const { refusal } = parseRate(value);
  expect(refusal?.hint).toEqual(expect.any(String));
  expect(refusal?.reason).toBe(reason);
});

test('a number without a unit is shown with one', () => {
  expect(parseRate(120).refusal?.hint).toContain('Did you mean `120/min`?');
});

test('a share is a percentage up to 100, and 0 is both', () => {
  expect(parseRateOrShare('10%')).toEqual({ value: { unit: 'share', amount: 0.1 } });
  expect(parseRateOrShare('2/s')).toEqual({ value: { unit: 'rate', amount: 120 } });
  expect([0, '0', '0%', '0/min'].map((zero) => parseRateOrShare(zero).value)).toEqual(Array.from({ length: 4 }, () => ({ amount: 0 })));
  expect(parseRateOrShare('101%').refusal?.reason).toBe('it is above 100%');
});

test('a cap is a whole number a second', () => {
  expect(parseCap('100/s')).toEqual({ value: 100 });
  expect(parseCap('6000/min')).toEqual({ value: 100 });
  for (const cap of ['1.5/s', '90/min', '0/s', 0, '100', -1]) expect(parseCap(cap)).toHaveProperty('refusal');
});

test('whatever is written, a rate is finite and not negative', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.double(),
        fc.tuple(fc.double(), fc.constantFrom('/s', '/min', '%')).map((parts) => parts.join('')),
      ),
      (value) => {
        const rate = parseRateOrShare(value).value?.amount ?? 0;
        expect(Number.isFinite(rate) && rate >= 0).toBe(true);
      },
    ),
  );
});

test('rates that code has divided are read to their last digit', () => {
  expect(parseRate(`${1000 / 7}/s`)).toEqual({ value: (1000 / 7) * 60 });
  expect(parseRate(`${1 / 48}/h`)).toEqual({ value: 1 / 48 / 60 });
  expect(parseRateOrShare(`${100 / 7}%`)).toEqual({ value: { unit: 'share', amount: 100 / 7 / 100 } });
});
