import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../support/random.ts';
import { createAttendance, presenceIn, type Attendance } from './attendance.ts';
import { parseHours } from './parse-hours.ts';
import { createGroup, Person } from './person.ts';
import { plainProfile } from '../runner/run-settings.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

function attend(hours: string | readonly string[], zone = 'UTC'): Attendance {
  const read = parseHours(hours);
  if (read.refusal !== undefined) throw new Error(read.refusal.reason);
  return createAttendance({ hours: read.value, zone });
}

function presenceAt(attendance: Attendance, at: string | number, rampMs = 0): number {
  const atMs = typeof at === 'number' ? at : Date.parse(at);
  return presenceIn(attendance.stretches(Math.floor(atMs / dayMs)), atMs, rampMs);
}

/** The stretches that touch some UTC days, each once. */
function stretchesOf(attendance: Attendance, from: string, days = 3): readonly string[] {
  const first = Date.parse(from) / dayMs;
  const all = Array.from({ length: days }, (_, day) => attendance.stretches(first + day)).flat();
  const short = (ms: number) => new Date(ms).toISOString().slice(5, 16);
  return [...new Set(all.map(({ startMs, endMs }) => `${short(startMs)} ${short(endMs)}`))];
}

/** Minutes of a UTC day somebody is there. */
function minutesThere(attendance: Attendance, from: string, hours = 24): number {
  const fromMs = Date.parse(from);
  let minutes = 0;
  for (let minute = 0; minute < hours * 60; minute += 1) minutes += presenceAt(attendance, fromMs + minute * minuteMs);
  return minutes;
}

describe('hours over a change of the clocks', () => {
  test.each([
    // Hours over the gap are an hour short, over the overlap an hour long; what lies in a gap is moved on.
    ['Europe/Berlin', '01:00-05:00', '2026-03-29', ['03-29T00:00 03-29T03:00']],
    ['Europe/Berlin', '02:15-02:45', '2026-03-29', ['03-29T01:15 03-29T01:45']],
    ['Europe/Berlin', '01:00-05:00', '2026-10-25', ['10-24T23:00 10-25T04:00']],
    ['Europe/Berlin', '02:15-02:45', '2026-10-25', ['10-25T00:15 10-25T00:45']],
    ['Europe/Berlin', '22:00-06:00', '2026-03-28', ['03-28T21:00 03-29T04:00']],
    ['Europe/Berlin', '22:00-06:00', '2026-10-24', ['10-24T20:00 10-25T05:00']],
    ['America/New_York', '01:30-03:30', '2026-03-08', ['03-08T06:30 03-08T07:30']],
    ['America/New_York', '00:00-02:00', '2026-11-01', ['11-01T04:00 11-01T07:00']],
    ['Australia/Lord_Howe', '01:00-03:00', '2026-10-04', ['10-03T14:30 10-03T16:00']],
    ['America/Sao_Paulo', '22:00-06:00', '2018-11-03', ['11-04T01:00 11-04T08:00']],
    ['Asia/Kathmandu', '09:00-17:00', '2026-06-01', ['06-01T03:15 06-01T11:15']],
  ])('%s %s on %s', (zone, hours, date, wanted) => {
    const start = Date.parse(date);
    const from = new Date(start - dayMs).toISOString().slice(0, 10);
    const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(start).getUTCDay()] ?? '';
    expect(stretchesOf(attend(`${weekday} ${hours}`, zone), from, 4)).toEqual(wanted);
  });

  test('a day that was never shown has its hours with the day after, once', () => {
    // The Friday of 2011-12-30 was left out: its nine to five falls on the Saturday's, which is one stretch, not two bursts.
    expect(stretchesOf(attend('09:00-17:00', 'Pacific/Apia'), '2011-12-29', 3)).toEqual(
      expect.arrayContaining(['12-29T19:00 12-30T03:00', '12-30T19:00 12-31T03:00']),
    );
    expect(minutesThere(attend('09:00-17:00', 'Pacific/Apia'), '2011-12-30T10:00Z', 24)).toBe(480);
  });

  test("shifts that meet have no gap between them on either day, and are nobody's twice", () => {
    const night = attend('22:00-06:00', 'Europe/Berlin');
    const day = attend('06:00-22:00', 'Europe/Berlin');
    for (const from of ['2026-03-28', '2026-10-24']) {
      for (let minute = 0; minute < 3 * 1440; minute += 1) {
        const atMs = Date.parse(from) + minute * minuteMs;
        expect(presenceAt(night, atMs) + presenceAt(day, atMs)).toBe(1);
      }
    }
  });

  test('a run through every change of a year never meets a jump that is larger than a ramp allows', () => {
    for (const zone of ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Beirut', 'Africa/Casablanca']) {
      for (const hours of ['22:00-06:00', '00:00-03:00', '09:00-17:00', 'Mon-Fri']) {
        const attendance = attend(hours, zone);
        const rampMs = 30 * minuteMs;
        let last = presenceAt(attendance, Date.UTC(2018, 0, 1), rampMs);
        let jump = 0;
        for (let atMs = Date.UTC(2018, 0, 1); atMs < Date.UTC(2018, 11, 31); atMs += 5 * minuteMs) {
          const presence = presenceAt(attendance, atMs, rampMs);
          jump = Math.max(jump, Math.abs(presence - last));
          last = presence;
        }
        // The steepest part of 3x^2 - 2x^3 is 3/2.
        expect(jump).toBeLessThanOrEqual((1.5 * 5) / 30 + 1e-9);
      }
    }
  });
});

describe('hours', () => {
  test('go over midnight', () => {
    const night = attend('22:00-06:00');
    expect(['21:59', '22:00', '23:59'].map((time) => presenceAt(night, `2026-05-05T${time}Z`))).toEqual([0, 1, 1]);
    expect(['00:00', '05:59', '06:00'].map((time) => presenceAt(night, `2026-05-06T${time}Z`))).toEqual([1, 1, 0]);
  });

  test('over midnight on some days belong to the day they began on', () => {
    const friday = attend('Fri 22:00-06:00');
    expect(stretchesOf(friday, '2026-05-04', 8)).toEqual(['05-08T22:00 05-09T06:00']);
  });

  test('of whole days from Monday to Friday have no dip between the days, and two ramps a week', () => {
    const attendance = attend('Mon-Fri', 'America/New_York');
    const rampMs = 30 * minuteMs;
    // Monday 04:00 to Saturday 04:00 UTC, in summer.
    const [from, to] = [Date.parse('2026-05-04T04:00Z'), Date.parse('2026-05-09T04:00Z')];
    for (let atMs = from - hourMs; atMs < to + hourMs; atMs += minuteMs) {
      const presence = presenceAt(attendance, atMs, rampMs);
      expect(presence > 0).toBe(atMs > from && atMs < to);
      expect(presence === 1).toBe(atMs >= from + rampMs && atMs <= to - rampMs);
    }
  });

  test('rise and fall as 3x^2 - 2x^3, at most in half of them', () => {
    const attendance = attend('09:00-17:00');
    const rampMs = hourMs;
    expect(
      ['09:00', '09:15', '09:30', '09:45', '10:00', '16:00', '16:30', '17:00'].map((time) =>
        presenceAt(attendance, `2026-05-05T${time}Z`, rampMs),
      ),
    ).toEqual([0, 0.15625, 0.5, 0.84375, 1, 1, 0.5, 0]);
    expect(presenceAt(attend('09:00-10:00'), '2026-05-05T09:30Z', 12 * hourMs)).toBe(1);
  });

  test('agree with what clocks show, minute by minute, where the clocks do not change', () => {
    const window = fc.tuple(fc.nat(1438), fc.integer({ min: 1, max: 1439 }));
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
    const two = (value: number) => String(value).padStart(2, '0');
    const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    fc.assert(
      fc.property(fc.constantFrom(...zones), window, fc.integer({ min: 0, max: 27 * 1440 }), (zone, [start, length], minute) => {
        const end = (start + length) % 1440;
        const attendance = attend(`${clock(start)}-${clock(end)}`, zone);
        const atMs = Date.UTC(2026, 5, 1) + minute * minuteMs;
        const shown = new Date(atMs).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
        const local = Number(shown.slice(0, 2)) * 60 + Number(shown.slice(3));
        const isInside = end > start ? local >= start && local < end : local >= start || local < end;
        expect(presenceAt(attendance, atMs)).toBe(isInside ? 1 : 0);
      }),
    );
  });

  test('presence is between 0 and 1 and makes no jumps, whatever the hours, ramp and zone', () => {
    const zones = ['Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Sao_Paulo'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(fc.nat(47), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 10_000, max: 25_000 }),
        (zone, halves, rampMinutes, day) => {
          const edges = [...new Set(halves)].toSorted((a, b) => a - b);
          const text = (half: number) => `${String(half >> 1).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
          const windows = edges.flatMap((edge, index) => {
            const next = edges[index + 1];
            return index % 2 === 0 && next !== undefined ? [`${text(edge)}-${text(next)}`] : [];
          });
          if (windows.length === 0) return;
          const attendance = attend(windows, zone);
          const rampMs = rampMinutes * minuteMs;
          const presences = Array.from({ length: 1441 }, (_, minute) => presenceAt(attendance, day * dayMs + minute * minuteMs, rampMs));
          expect(Math.min(...presences)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...presences)).toBeLessThanOrEqual(1);
          const jumps = presences.slice(1).map((presence, index) => Math.abs(presence - (presences[index] ?? 0)));
          expect(Math.max(...jumps)).toBeLessThanOrEqual(1.5 / Math.min(rampMinutes, 15) + 1e-9);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('people who shift from day to day', () => {
  const person = (hours: string, jitterMs: number, number = 0) => {
    const read = parseHours(hours);
    if (read.refusal !== undefined) throw new Error(read.refusal.reason);
    const profile = { ...plainProfile('a', { minMs: 0, maxMs: 0 }), hours: read.value, jitterMs, rampMs: 30 * minuteMs, count: 100 };
    return new Person(createGroup(profile, 0), number, createRandom('test').fork(number));
  };

  test('move all windows of a day by the same, at most by their jitter, and differ among each other', () => {
    const shifts = new Set<number>();
    for (let number = 0; number < 20; number += 1) {
      const someone = person('08:00-12:00, 13:00-17:00', 20 * minuteMs, number);
      for (const day of [20_000, 20_001]) {
        const [morning, afternoon] = someone.stretches(day);
        const shift = (morning?.startMs ?? 0) - day * dayMs - 8 * hourMs;
        shifts.add(shift);
        expect(Math.abs(shift)).toBeLessThanOrEqual(20 * minuteMs);
        expect([morning?.endMs, afternoon?.startMs, afternoon?.endMs].map((ms) => (ms ?? 0) - day * dayMs - shift)).toEqual([
          12 * hourMs,
          13 * hourMs,
          17 * hourMs,
        ]);
      }
    }
    expect(shifts.size).toBe(40);
  });

  test('are there from Monday to Friday without a break all the same', () => {
    for (let number = 0; number < 20; number += 1) {
      const someone = person('Mon-Fri', 30 * minuteMs, number);
      for (let atMs = Date.parse('2026-05-04T02:00Z'); atMs < Date.parse('2026-05-08T22:00Z'); atMs += 10 * minuteMs) {
        expect(presenceIn(someone.stretches(Math.floor(atMs / dayMs)), atMs, 30 * minuteMs)).toBe(1);
      }
    }
  });

  test('are found by nextThere in as many days as they work, in order and inside their hours', () => {
    const someone = person('Mon-Fri 09:00-17:00', 10 * minuteMs, 7);
    const comes: string[] = [];
    for (let atMs = Date.parse('2026-05-04T00:00Z'); comes.length < 6;) {
      const there = someone.nextThere(atMs);
      expect(there).toBeGreaterThanOrEqual(atMs);
      const day = Math.floor(there / dayMs);
      comes.push(new Date(there).toISOString().slice(0, 10));
      atMs = (day + 1) * dayMs;
    }
    expect(comes).toEqual(['2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08', '2026-05-11']);
  });

  test('come and go in the shares of the ramp', () => {
    const people = Array.from({ length: 2000 }, (_, number) => person('09:00-17:00', 0, number));
    for (const [time, share] of [
      ['09:10', 0.2593],
      ['09:15', 0.5],
      ['09:20', 0.7407],
      ['12:00', 1],
      ['16:45', 0.5],
      ['16:50', 0.2593],
    ] as const) {
      const atMs = Date.parse(`2026-05-05T${time}:00Z`);
      const there = people.filter((one) => one.nextThere(atMs) === atMs).length;
      expect(Math.abs(there / 2000 - share)).toBeLessThan(5 * Math.sqrt(0.25 / 2000));
    }
  });
});
