import { durationHint, parseDuration } from '../support/duration.ts';
import { refused, type Reading } from '../support/reading.ts';

/** No plan lasts longer: a thousand years. */
const longestMs = 1000 * 365 * 86_400_000;

/** Reads a duration in milliseconds. */
export function readDuration(value: unknown): Reading<number> {
  return readBounded(value, longestMs);
}

/** Reads a duration above 0. */
export function readPositiveDuration(value: unknown): Reading<number> {
  const reading = readBounded(value, longestMs);
  return reading.value === 0 ? refused(`${durationHint} It is above 0.`, 'it must be above 0') : reading;
}

/** Reads a duration of half a day at most. */
export function readHalfDay(value: unknown): Reading<number> {
  return readBounded(value, 43_200_000);
}

function readBounded(value: unknown, mostMs: number): Reading<number> {
  const ms = parseDuration(value);
  if (ms === undefined) return refused(durationHint, typeof value === 'number' ? 'it is not a finite number from 0 up' : undefined);
  if (ms <= mostMs) return { value: ms };
  return refused(mostMs === longestMs ? 'Write a shorter one.' : 'Write half a day (`12h`) at most.', 'it is too long');
}
