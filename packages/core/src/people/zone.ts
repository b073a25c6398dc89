/** A time zone: what its clocks show. Offsets are what has to be added to UTC, in milliseconds. */
export interface Zone {
  offsetAt(utcMs: number): number;
  /**
   * The instant at which clocks show a time, given as days since 1970-01-01 and minutes from midnight (1440 and more: on a later day). A time shown
   * twice is its first occurrence, one that is skipped is moved on by what is skipped, as `disambiguation: 'compatible'` of Temporal does.
   */
  instantOf(day: number, minute: number): number;
}

const dayMs = 86_400_000;

/**
 * Makes a zone of an IANA name.
 *
 * @throws RangeError when there is no such zone
 */
export function createZone(name: string): Zone {
  if (name === 'UTC') return { offsetAt: () => 0, instantOf: (day, minute) => day * dayMs + minute * 60_000 };
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (utcMs: number): number => {
    const second = Math.floor(utcMs / 1000) * 1000;
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, seconds = 0] = (format.format(second).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
  };
  return {
    offsetAt,
    instantOf(day, minute) {
      const local = day * dayMs + minute * 60_000;
      const before = offsetAt(local - dayMs);
      const after = offsetAt(local + dayMs);
      const early = local - Math.max(before, after);
      const late = local - Math.min(before, after);
      if (early + offsetAt(early) === local) return early;
      if (late + offsetAt(late) === local) return late;
      return local - before;
    },
  };
}
