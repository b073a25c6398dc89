/** Hours on some days of the week, in local time. */
export interface HoursWindow {
  /** Minutes from midnight, 0 to 1439. */
  readonly startMinute: number;
  /** Minutes from the midnight the window started after: above `startMinute`, more than 1440 when it goes over midnight. */
  readonly endMinute: number;
  /** The days it starts on, one bit each: 1 for Monday, 2 for Tuesday, to 64 for Sunday. */
  readonly weekdays: number;
}

/** When somebody is there: always, or in windows. */
export type Hours = 'always' | readonly HoursWindow[];
