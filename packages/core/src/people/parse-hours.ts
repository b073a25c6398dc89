import { refused, type Reading } from '../support/reading.ts';
import type { Hours, HoursWindow } from './hours.ts';

/** How hours are written, for hints. */
const hoursHint = 'Write hours such as `09:00-17:00`, `Mon-Fri 08:00-12:00`, `22:00-06:00`, a list of them, or `always`.';

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;
const everyDay = 0b111_1111;
const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Windows of one list at most: more are a mistake. */
const mostWindows = 100;

/**
 * Reads when somebody is there: `09:00-17:00`, `9-17`, `22-6` (over midnight), `Mon-Fri 08:00-12:00`, `Sat,Sun 10:00-14:00`, `Mon-Fri` (whole
 * days), `always` or `24/7`, several with commas between or as a list. Hours without days go on with the days before them, as in
 * `Mon-Fri 8-12, 13-17`. Windows that meet are made one; windows that overlap are refused.
 *
 * @see https://wiki.openstreetmap.org/wiki/Key:opening_hours whose reading of commas is taken over
 */
export function parseHours(value: unknown): Reading<Hours> {
  if (typeof value === 'number') return refused('Put the hours between quotes, such as `"22:30-06:00"`.', 'it is a number');
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0) return refused(hoursHint, 'the list is empty');
  const windows: HoursWindow[] = [];
  for (const text of texts) {
    if (typeof text !== 'string') return refused(hoursHint);
    if (/^\s*(always|24\/7)\s*$/i.test(text)) {
      return texts.length === 1 ? { value: 'always' } : refused('Leave the other windows out.', '`always` leaves nothing to add');
    }
    const read = readList(text);
    if (read.refusal !== undefined) return read;
    windows.push(...read.value);
  }
  return windows.length > mostWindows ? refused('Write fewer.', `it has more than ${mostWindows} windows`) : mergeWindows(windows);
}

function readList(text: string): Reading<readonly HoursWindow[]> {
  const windows: HoursWindow[] = [];
  let days = everyDay;
  /** Days that wait for their hours, as `Sat` in `Sat,Sun 10-14`. */
  let waiting = 0;
  for (const part of text.split(',')) {
    const [, dayText, timeText] = /^\s*([a-z]+(?:\s*[-–]\s*[a-z]+)?)?\s*(\d.*?)?\s*$/i.exec(part) ?? [];
    if (dayText === undefined && timeText === undefined)
      return refused(hoursHint, part.trim() === '' ? 'a part of it is empty' : undefined);
    if (dayText !== undefined) {
      const read = readDays(dayText);
      if (read.refusal !== undefined) return read;
      waiting |= read.value;
    }
    if (timeText === undefined) continue;
    if (waiting !== 0) days = waiting;
    waiting = 0;
    const time = readTimes(timeText);
    if (time.refusal !== undefined) return time;
    windows.push({ ...time.value, weekdays: days });
  }
  if (waiting !== 0) windows.push({ startMinute: 0, endMinute: dayMinutes, weekdays: waiting });
  return { value: windows };
}

/** `Mon`, `Monday`, or a range that may go over the end of the week. */
function readDays(text: string): Reading<number> {
  const named = text
    .split(/\s*[-–]\s*/)
    .map((name) => dayNames.findIndex((day) => day === name.toLowerCase() || day.slice(0, 3) === name.toLowerCase()));
  const [first = -1, last = first] = named;
  if (named.includes(-1)) return refused('Days are: Mon, Tue, Wed, Thu, Fri, Sat, Sun.', 'it names a day that is not known');
  let days = 0;
  for (let day = first; ; day = (day + 1) % 7) {
    days |= 1 << day;
    if (day === last) return { value: days };
  }
}

function readTimes(text: string): Reading<Omit<HoursWindow, 'weekdays'>> {
  const match = /^(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?$/.exec(text);
  if (match === null) return refused(hoursHint);
  const startMinute = Number(match[1]) * 60 + Number(match[2] ?? 0);
  const end = Number(match[3]) * 60 + Number(match[4] ?? 0);
  const isClock = (hour: string | undefined, minute: string | undefined) => Number(hour) < 24 && Number(minute ?? 0) < 60;
  if (!isClock(match[1], match[2]) || !(isClock(match[3], match[4]) || end === dayMinutes)) {
    return refused('Hours go from `00:00` to `23:59`; only an end may be `24:00`.', 'no clock shows that time');
  }
  if (end === startMinute) return refused('Write `always`, or `00:00-24:00` for whole days.', 'it ends when it starts');
  return { value: { startMinute, endMinute: end > startMinute ? end : end + dayMinutes } };
}

/** Sorts windows, joins those of a day that meet, and refuses those that overlap, also around the end of the week. */
function mergeWindows(windows: readonly HoursWindow[]): Reading<Hours> {
  const days = dayNames.map((_, day) =>
    windows.filter(({ weekdays }) => (weekdays & (1 << day)) !== 0).toSorted((a, b) => a.startMinute - b.startMinute),
  );
  const spans = days.flatMap((list, day) =>
    list.map(({ startMinute, endMinute }) => ({ start: day * dayMinutes + startMinute, end: day * dayMinutes + endMinute })),
  );
  let covered = 0;
  for (const [index, { start, end }] of spans.entries()) {
    const next = spans[index + 1]?.start ?? (spans[0]?.start ?? 0) + weekMinutes;
    if (end > next) return refused('Make one window of them.', 'two of its windows overlap');
    covered += end - start;
  }
  if (covered === weekMinutes) return { value: 'always' };
  const byTimes = new Map<string, HoursWindow>();
  for (const [day, list] of days.entries()) {
    for (const { startMinute, endMinute } of joinMeeting(list)) {
      const key = `${startMinute}-${endMinute}`;
      byTimes.set(key, { startMinute, endMinute, weekdays: (byTimes.get(key)?.weekdays ?? 0) | (1 << day) });
    }
  }
  return { value: [...byTimes.values()].toSorted((a, b) => a.startMinute - b.startMinute || a.endMinute - b.endMinute) };
}

function joinMeeting(list: readonly HoursWindow[]): readonly HoursWindow[] {
  const joined: HoursWindow[] = [];
  for (const window of list) {
    const last = joined.at(-1);
    if (last?.endMinute === window.startMinute) joined[joined.length - 1] = { ...last, endMinute: window.endMinute };
    else joined.push(window);
  }
  return joined;
}
