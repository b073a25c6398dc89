import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHours } from './parse-hours.ts';

const everyDay = 127;
const window = (start: number, end: number, weekdays = everyDay) => ({ startMinute: start * 60, endMinute: end * 60, weekdays });

test.each([
  ['09:00-17:00', [window(9, 17)]],
  ['9-17', [window(9, 17)]],
  ['9 - 17', [window(9, 17)]],
  ['08:30–12', [window(8.5, 12)]],
  ['22-6', [window(22, 30)]],
  ['22:00-06:00', [window(22, 30)]],
  ['18:00-24:00', [window(18, 24)]],
  ['18-0', [window(18, 24)]],
  ['Mon-Fri 08:00-12:00', [window(8, 12, 0b1_1111)]],
  ['monday-friday 8-12', [window(8, 12, 0b1_1111)]],
  ['Sat,Sun 10:00-14:00', [window(10, 14, 0b110_0000)]],
  ['Sat-Mon 10-14', [window(10, 14, 0b110_0001)]],
  ['Mon-Fri', [window(0, 24, 0b1_1111)]],
  ['Mon', [window(0, 24, 0b1)]],
  ['Mon-Fri 8-12, 13-17', [window(8, 12, 0b1_1111), window(13, 17, 0b1_1111)]],
  ['Mon-Thu 8-17, Fri 8-14', [window(8, 14, 0b1_0000), window(8, 17, 0b1111)]],
  [
    ['Mon 8-12', 'Tue 8-12', '20-22'],
    [window(8, 12, 0b11), window(20, 22)],
  ],
])('hours %j', (text, windows) => {
  expect(parseHours(text)).toEqual({ value: windows });
});

test.each(['always', '24/7', ' Always ', ['always'], '0-24', '22-6, 6-22', 'Mon-Sun', ['Mon-Fri', 'Sat,Sun']])('%j is always', (text) => {
  expect(parseHours(text)).toEqual({ value: 'always' });
});

test('windows of a day that meet are one', () => {
  expect(parseHours('8-12, 12-17, 22-6')).toEqual({ value: [window(8, 17), window(22, 30)] });
});

test.each([
  ['9-9', 'it ends when it starts'],
  ['25-3', 'no clock shows that time'],
  ['24-3', 'no clock shows that time'],
  ['9:60-10', 'no clock shows that time'],
  ['9-24:01', 'no clock shows that time'],
  [1350, 'it is a number'],
  ['9-17, 16-20', 'two of its windows overlap'],
  [['9-17', 'Wed 12-13'], 'two of its windows overlap'],
  ['Sun 22-6, Mon 5-8', 'two of its windows overlap'],
  ['Fun 9-17', 'it names a day that is not known'],
  ['9-17,', 'a part of it is empty'],
  ['', 'a part of it is empty'],
  [[], 'the list is empty'],
  [['always', '9-17'], '`always` leaves nothing to add'],
  ['22:30', undefined],
  ['9-17; rm', undefined],
  ['9-', undefined],
  ['-9-17', undefined],
  [null, undefined],
  [{}, undefined],
  [[['9-17']], undefined],
  [true, undefined],
])('%j is refused', (value, reason) => {
  expect(parseHours(value).refusal?.reason).toBe(reason);
});

test('a number, which `22:30` is in older YAML, is asked to be put between quotes', () => {
  expect(parseHours(1350).refusal?.hint).toBe('Put the hours between quotes, such as `"22:30-06:00"`.');
});

test('whatever is written, windows lie in a day, do not overlap and never throw', () => {
  const time = fc.tuple(fc.nat(25), fc.nat(61)).map(([hour, minute]) => `${hour}:${String(minute).padStart(2, '0')}`);
  const day = fc.constantFrom('Mon', 'tue', 'Wednesday', 'Thu', 'Fri', 'Sat', 'Sun', 'Mon-Fri', 'Sat-Mon');
  const part = fc
    .tuple(fc.option(day), fc.option(fc.tuple(time, time)))
    .map(([days, times]) => [days, times?.join('-')].filter(Boolean).join(' '));
  const text = fc.oneof(
    fc.array(part, { maxLength: 4 }).map((parts) => parts.join(',')),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (hours) => {
      const { value } = parseHours(hours);
      if (value === undefined || value === 'always') return;
      const minutes = new Set<number>();
      let sum = 0;
      for (const { startMinute, endMinute, weekdays } of value) {
        expect(startMinute).toBeGreaterThanOrEqual(0);
        expect(startMinute).toBeLessThan(1440);
        expect(endMinute).toBeGreaterThan(startMinute);
        for (let index = 0; index < 7; index += 1) {
          if ((weekdays & (1 << index)) === 0) continue;
          sum += endMinute - startMinute;
          for (let minute = startMinute; minute < endMinute; minute += 1) minutes.add((index * 1440 + minute) % 10_080);
        }
      }
      expect(minutes.size).toBe(sum);
    }),
    { numRuns: 200 },
  );
});
