import { parseRate } from './parse-rate.ts';
import { refused, type Reading } from '../support/reading.ts';

/** One level of a load, or the two it goes between. */
export interface Levels {
  readonly unit: 'users' | 'rate';
  /** Users, or actions a minute. */
  readonly levels: readonly [number] | readonly [number, number];
}

/** How levels are written, for hints. */
const levelHint = 'such as `50 users` or `200/s`';
const levelsHint = 'such as `0-100 users` or `10/s-200/s`';

const mostUsers = 1_000_000;

/**
 * Reads one level of a load (`50 users`, `200/s`), or two (`0-100 users`, `10/s-200/s`); a bare first number takes the unit of the second.
 *
 * @param count how many levels are wanted
 */
export function parseLevels(value: unknown, count: 1 | 2): Reading<Levels> {
  const hint = count === 1 ? `Write one level, ${levelHint}.` : `Write two levels, ${levelsHint}.`;
  if (typeof value !== 'string') return refused(hint, typeof value === 'number' ? 'it has no unit' : undefined);
  const users = /^(.*\d) ?users?$/i.exec(value.trim())?.[1];
  const parts = (users ?? value).split(/(?<=.)[-–]/).map((part) => part.trim());
  const [first = '', second = first] = parts;
  if (parts.length !== count) return refused(hint);
  const unit = users === undefined ? /\/.*$/.exec(second)?.[0] : ' users';
  if (unit === undefined) return refused(hint, 'it has no unit');
  const levels: number[] = [];
  for (const part of [first, second]) {
    const level = users === undefined ? parseRate(part.includes('/') ? part : part + unit) : parseUsers(part.replace(/ ?users?$/i, ''));
    if (level.refusal !== undefined) return refused(hint, level.refusal.reason);
    levels.push(level.value);
  }
  const [from = 0, to = 0] = levels;
  return { value: { unit: users === undefined ? 'rate' : 'users', levels: count === 1 ? [from] : [from, to] } };
}

function parseUsers(text: string): Reading<number> {
  if (!/^\d{1,7}$/.test(text)) return refused('', 'users are counted in whole numbers');
  return Number(text) <= mostUsers ? { value: Number(text) } : refused('', `there are ${mostUsers} users at most`);
}
