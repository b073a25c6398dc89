import { expect, test } from 'vitest';
import { parseStart } from './parse-start.ts';

test.each([
  ['2026-01-05T00:00:00Z', '2026-01-05T00:00:00.000Z'],
  ['2026-01-05T08:30+02:00', '2026-01-05T06:30:00.000Z'],
  ['2026-01-05', '2026-01-05T00:00:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(new Date(parseStart(text).value ?? NaN).toISOString()).toBe(instant);
});

test.each([
  ['2026-01-05T08:00:00', 'it does not say in which time zone'],
  ['2026-02-30', 'there is no such time'],
  ['2026-02-30T00:00:00Z', 'there is no such time'],
  ['2026-01-05T25:00:00Z', 'there is no such time'],
  ['1969-01-01', 'it lies before 1970'],
  ['tomorrow', undefined],
  [1_767_571_200_000, undefined],
])('%j is refused', (value, reason) => {
  const { refusal } = parseStart(value);
  expect(refusal?.hint).toEqual(expect.any(String));
  expect(refusal?.reason).toBe(reason);
});
