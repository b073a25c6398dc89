import { expect, test } from 'vitest';
import { createLocalTime } from './local-time.ts';
import { timeTicks } from './time-ticks.ts';

const ticks = (from: string, to: string, { zone = 'UTC', most = 8 } = {}) =>
  timeTicks({ fromMs: Date.parse(from), toMs: Date.parse(to), local: createLocalTime(zone), most });
const labels = (...given: Parameters<typeof ticks>) => ticks(...given).map(({ label }) => label);

test('a day has marks at round hours, as many as there is room for', () => {
  expect(labels('2026-01-05T00:00Z', '2026-01-06T00:00Z')).toEqual(['00', '03', '06', '09', '12', '15', '18', '21', '00']);
  expect(labels('2026-01-05T00:00Z', '2026-01-06T00:00Z', { most: 4 })).toEqual(['00', '06', '12', '18', '00']);
  expect(ticks('2026-01-05T00:00Z', '2026-01-06T00:00Z', { most: 2 }).map(({ position }) => position)).toEqual([0, 0.5, 1]);
});

test('marks are at round local times, wherever the window begins', () => {
  expect(labels('2026-01-05T00:10Z', '2026-01-05T12:10Z', { zone: 'Asia/Kolkata' })).toEqual(['06', '08', '10', '12', '14', '16']);
  expect(labels('2026-01-05T08:00:30Z', '2026-01-05T09:00:30Z')).toEqual(['08:10', '08:20', '08:30', '08:40', '08:50', '09:00']);
});

test('a week has days', () => {
  expect(labels('2026-01-05T00:00Z', '2026-01-12T00:00Z')).toEqual([
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

test('a day on which clocks change has every mark once', () => {
  const zone = 'Europe/Berlin';
  expect(labels('2026-03-28T23:00Z', '2026-03-29T22:00Z', { zone })).toEqual(['00', '03', '06', '09', '12', '15', '18', '21', '00']);
  expect(labels('2026-10-24T22:00Z', '2026-10-25T23:00Z', { zone, most: 30 }).filter((label) => label === '02')).toHaveLength(1);
});
