import { expect, test } from 'vitest';
import { parseZone } from './parse-zone.ts';

test.each(['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu'])('%s is a time zone', (zone) => {
  expect(parseZone(zone)).toEqual({ value: zone });
});

test.each([
  ['Mars/Phobos', 'Write an IANA time zone, such as `Europe/Berlin` or `UTC`.'],
  ['Europe/Berln', 'Did you mean `Europe/Berlin`?'],
  ['Berlin', 'Did you mean `Europe/Berlin`?'],
  ['New York', 'Did you mean `America/New_York`?'],
  ['', 'Write an IANA time zone, such as `Europe/Berlin` or `UTC`.'],
  [7, 'Write an IANA time zone, such as `Europe/Berlin` or `UTC`.'],
])('%j is refused', (zone, hint) => {
  expect(parseZone(zone).refusal?.hint).toBe(hint);
});
