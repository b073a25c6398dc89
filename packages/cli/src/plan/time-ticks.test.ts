import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elapsedTime } from './elapsed-time.ts';
import { createLocalTime } from './local-time.ts';
import { timeTicks } from './time-ticks.ts';

const ticks = (from: string, to: string, { zone = 'UTC', columns = 40 } = {}) =>
  timeTicks({ fromMs: Date.parse(from), toMs: Date.parse(to), local: createLocalTime(zone), columns });
const labels = (...given: Parameters<typeof ticks>) => ticks(...given).map(({ label }) => label);

test('a day has marks at round hours, as many as there is room for', () => {
  expect(labels('2026-01-05T00:00Z', '2026-01-06T00:00Z')).toEqual(['00', '03', '06', '09', '12', '15', '18', '21', '00']);
  expect(labels('2026-01-05T00:00Z', '2026-01-06T00:00Z', { columns: 20 })).toEqual(['00', '06', '12', '18', '00']);
  expect(ticks('2026-01-05T00:00Z', '2026-01-06T00:00Z', { columns: 10 }).map(({ position }) => position)).toEqual([0, 0.5, 1]);
});

test('marks are at round local times, wherever the window begins', () => {
  expect(labels('2026-01-05T00:10Z', '2026-01-05T12:10Z', { zone: 'Asia/Kolkata' })).toEqual(['06', '08', '10', '12', '14', '16']);
  expect(labels('2026-01-05T08:00:30Z', '2026-01-05T09:00:30Z')).toEqual(['08:10', '08:20', '08:30', '08:40', '08:50', '09:00']);
});

test('a week has days', () => {
  expect(labels('2026-01-05T00:00Z', '2026-01-12T00:00Z', { columns: 50 })).toEqual([
    'Mon 5',
    'Tue 6',
    'Wed 7',
    'Thu 8',
    'Fri 9',
    'Sat 10',
    'Sun 11',
    'Mon 12',
  ]);
});

test('a day on which clocks change has every mark once, and none that no clock shows', () => {
  const zone = 'Europe/Berlin';
  expect(labels('2026-03-28T23:00Z', '2026-03-29T22:00Z', { zone, columns: 60 })).toEqual([
    '00',
    '04',
    '06',
    '08',
    '10',
    '12',
    '14',
    '16',
    '18',
    '20',
    '22',
    '00',
  ]);
  expect(labels('2026-10-24T22:00Z', '2026-10-25T23:00Z', { zone, columns: 150 }).filter((label) => label === '02')).toHaveLength(1);
});

test('where more than a day is shown, midnight has the day', () => {
  expect(labels('2026-01-05T00:00Z', '2026-01-07T00:00Z', { columns: 60 })).toEqual([
    'Mon 5',
    '06',
    '12',
    '18',
    'Tue 6',
    '06',
    '12',
    '18',
    'Wed 7',
  ]);
});

test('months have Mondays', () => {
  expect(labels('2026-01-01T00:00Z', '2026-03-01T00:00Z', { columns: 60 })).toEqual([
    '5 Jan',
    '12 Jan',
    '19 Jan',
    '26 Jan',
    '2 Feb',
    '9 Feb',
    '16 Feb',
    '23 Feb',
  ]);
});

test('hours that count from the start go on after a day', () => {
  const from = (toMs: number, columns = 50) => timeTicks({ fromMs: 0, toMs, local: elapsedTime, columns }).map(({ label }) => label);
  expect(from(1_200_000)).toEqual(['00:00', '00:05', '00:10', '00:15', '00:20']);
  expect(from(48 * 3_600_000)).toEqual(['00', '06', '12', '18', '24', '30', '36', '42', '48']);
  expect(from(7 * 24 * 3_600_000)).toEqual(['0d', '1d', '2d', '3d', '4d', '5d', '6d', '7d']);
});

test('labels never run together, whatever the window', () => {
  const window = fc.record({
    fromMs: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
    minutes: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 400 * 1440 })),
    columns: fc.integer({ min: 12, max: 200 }),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'),
  });
  fc.assert(
    fc.property(window, ({ fromMs, minutes, columns, zone }) => {
      const marks = timeTicks({ fromMs, toMs: fromMs + minutes * 60_000, local: createLocalTime(zone), columns });
      const starts = marks.map(({ position }) => Math.round(position * columns));
      const touching = marks.slice(0, -1).filter(({ label }, index) => (starts[index] ?? 0) + label.length >= (starts[index + 1] ?? 0));
      expect(touching).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
