/** Writes instants in the local time of one zone. */
export interface LocalTime {
  readonly zone: string;
  /** Whether its days are those of a calendar. */
  readonly hasDates: boolean;
  /** `09:30`. */
  clock(at: number): string;
  /** `Mon 5 Jan 2026`. */
  date(at: number): string;
  /** `Mon 5`. */
  day(at: number): string;
  /** `5 Jan`. */
  monthDay(at: number): string;
  /** Minutes since a local midnight long ago: grows with time, but for clocks that are put back. */
  minutes(at: number): number;
}

/** Makes a writer of local times; the zone is one that `Intl` knows. */
export function createLocalTime(zone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const numeric = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = (at: number) => Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    zone,
    hasDates: true,
    clock(at) {
      const { hour, minute } = parts(at);
      return `${hour}:${minute}`;
    },
    date(at) {
      const { weekday, day, month, year } = parts(at);
      return `${weekday} ${day} ${month} ${year}`;
    },
    day(at) {
      const { weekday, day } = parts(at);
      return `${weekday} ${day}`;
    },
    monthDay(at) {
      const { day, month } = parts(at);
      return `${day} ${month}`;
    },
    minutes(at) {
      const of = Object.fromEntries(numeric.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
      return Date.UTC(of['year'] ?? 0, (of['month'] ?? 1) - 1, of['day'], of['hour'], of['minute']) / 60_000;
    },
  };
}
