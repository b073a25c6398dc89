import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createZone } from './zone.ts';

const dayMs = 86_400_000;
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

describe('what clocks show is turned into an instant as Temporal does it (`compatible`)', () => {
  test.each([
    ['UTC', '2026-03-29', '02:30', '2026-03-29T02:30Z'],
    // The gap of Berlin: 02:00 to 03:00 does not exist, and is moved on by an hour.
    ['Europe/Berlin', '2026-03-29', '01:59', '2026-03-29T00:59Z'],
    ['Europe/Berlin', '2026-03-29', '02:00', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30Z'],
    ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-03-29', '09:00', '2026-03-29T07:00Z'],
    // Its overlap: 02:00 to 03:00 is shown twice, and means the first time.
    ['Europe/Berlin', '2026-10-25', '01:59', '2026-10-24T23:59Z'],
    ['Europe/Berlin', '2026-10-25', '02:00', '2026-10-25T00:00Z'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30Z'],
    ['Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T02:00Z'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30Z'],
    ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00Z'],
    // Half an hour of daylight saving.
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:30', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45Z'],
    ['Australia/Lord_Howe', '2026-04-05', '02:00', '2026-04-04T15:30Z'],
    ['Asia/Kathmandu', '2026-06-01', '09:00', '2026-06-01T03:15Z'],
    // A day that was never shown.
    ['Pacific/Apia', '2011-12-29', '23:59', '2011-12-30T09:59Z'],
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T22:00Z'],
    ['Pacific/Apia', '2011-12-31', '00:00', '2011-12-30T10:00Z'],
    // Midnights that were never shown.
    ['America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04T03:00Z'],
    ['America/Sao_Paulo', '2018-11-04', '00:30', '2018-11-04T03:30Z'],
    ['America/Sao_Paulo', '2018-11-04', '01:00', '2018-11-04T03:00Z'],
    ['Asia/Beirut', '2026-03-29', '00:00', '2026-03-28T22:00Z'],
    // A midnight that was shown twice.
    ['America/Sao_Paulo', '2018-02-17', '23:30', '2018-02-18T01:30Z'],
    ['America/Sao_Paulo', '2018-02-18', '00:00', '2018-02-18T03:00Z'],
  ])('%s %s %s is %s', (name, date, time, instant) => {
    expect(new Date(createZone(name).instantOf(dayOf(date), minuteOf(time))).toISOString()).toBe(new Date(instant).toISOString());
  });

  test('minutes from 1440 on lie on the days after', () => {
    const { instantOf } = createZone('Europe/Berlin');
    expect(instantOf(dayOf('2026-03-28'), 1440 + 360)).toBe(Date.parse('2026-03-29T04:00Z'));
  });

  test('where a time is shown, the instant shows it; no instant before it does', () => {
    const names = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'America/St_Johns',
      'Asia/Gaza',
    ];
    const zones = names.map((name) => createZone(name));
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 12_000, max: 25_000 }), fc.nat(1439), (zone, day, minute) => {
        const local = day * dayMs + minute * 60_000;
        const instant = zone.instantOf(day, minute);
        const shown = instant + zone.offsetAt(instant);
        // In a gap what is shown is later, by the gap.
        expect(shown).toBeGreaterThanOrEqual(local);
        expect(shown - local).toBeLessThanOrEqual(dayMs);
        const earlier = [0.5, 1, 2, 24].map((hours) => instant - hours * 3_600_000);
        expect(earlier.filter((before) => before + zone.offsetAt(before) === local)).toEqual([]);
      }),
    );
  });
});
