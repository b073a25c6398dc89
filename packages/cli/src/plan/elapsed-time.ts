import type { LocalTime } from './local-time.ts';

const minuteMs = 60_000;

/** Writes times that count from the start of a run, which is on no date: hours go on after the first day. */
export const elapsedTime: LocalTime = {
  zone: 'UTC',
  hasDates: false,
  clock(at) {
    const minutes = Math.floor(at / minuteMs);
    return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  },
  date: dayOf,
  day: dayOf,
  monthDay: dayOf,
  minutes: (at) => Math.floor(at / minuteMs),
};

/** `2d`: two days after the start. */
function dayOf(at: number): string {
  return `${Math.floor(at / 86_400_000)}d`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
