import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const wallTime = Date.UTC(2026, 0, 1);
const asked = (value: string, date?: string) => retryAfterMs({ 'retry-after': value, ...(date !== undefined && { date }) }, wallTime);

describe('Retry-After', () => {
  it('in seconds is read as it is, however large', () => {
    expect(['0', '120', ' 5 ', '1000000000000', '1e12'].map((value) => asked(value))).toEqual([0, 120_000, 5000, 1e15, 1e15]);
    expect(asked('9'.repeat(400))).toBe(Infinity);
  });

  it('as a date is taken against the clock of the server, else of this machine', () => {
    expect(asked('Thu, 01 Jan 2026 00:02:00 GMT')).toBe(120_000);
    expect(asked('Thu, 01 Jan 2026 00:02:00 GMT', 'Thu, 01 Jan 2026 00:01:30 GMT')).toBe(30_000);
    expect(asked('Thursday, 01-Jan-26 00:02:00 GMT', 'garbage 5')).toBe(120_000);
    expect(asked('Wed, 31 Dec 2025 23:00:00 GMT')).toBe(0);
  });

  it.each(['', 'soon', '-5', '0x10', '12 monkeys', 'garbage 5', '1/s', 'NaN', 'Infinity', '2026', 'Thu, 99 Foo 2026'])(
    '%j asks for nothing, but 2026 seconds',
    (value) => expect(asked(value)).toBe(value === '2026' ? 2_026_000 : undefined),
  );

  it('of any text is a time of 0 or more, or none', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(asked(value) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('that came twice counts once', () => {
    expect(retryAfterMs({ 'retry-after': ['7', '9'] }, wallTime)).toBe(7000);
    expect(retryAfterMs({}, wallTime)).toBeUndefined();
  });
});
