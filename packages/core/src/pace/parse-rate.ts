import { refused, type Reading } from '../support/reading.ts';

const perMinute = { s: 60, sec: 60, second: 60, m: 1, min: 1, minute: 1, h: 1 / 60, hour: 1 / 60 } as const;

/** How a rate is written, for hints. */
export const rateHint = 'Write a rate with its unit, such as `120/min`, `2/s` or `40/h`.';

/** A rate of one user, or a share of what all users have. */
export interface RateOrShare {
  /** Absent for 0, which is both. */
  readonly unit?: 'rate' | 'share';
  /** Actions a minute, or 0 to 1. */
  readonly amount: number;
}

/** More a minute cannot be meant. */
const highestPerMinute = 1e9;

/**
 * Reads a rate: `120/min`, `2/s`, `40/h`, or 0.
 *
 * @returns actions a minute
 */
export function parseRate(value: unknown): Reading<number> {
  if (value === 0) return { value: 0 };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return refused(rateHint, 'it is not finite');
    return value < 0 ? refused(rateHint, 'it is below 0') : refused(`${rateHint} Did you mean \`${value}/min\`?`, 'it has no unit');
  }
  if (typeof value !== 'string') return refused(rateHint);
  const match = /^(\d{1,12}(?:\.\d{1,20})?)(?: ?\/ ?([a-z]+))?$/.exec(value.trim());
  if (match === null) return refused(rateHint, /^-\s*\d/.test(value.trim()) ? 'it is below 0' : undefined);
  const amount = Number(match[1]);
  const unit = match[2];
  if (unit === undefined) return amount === 0 ? { value: 0 } : refused(rateHint, 'it has no unit');
  if (!isUnit(unit)) return refused('Rates are counted per `s`, `min` or `h`, such as `120/min`.', 'its unit is not known');
  const rate = amount * perMinute[unit];
  return rate <= highestPerMinute ? { value: rate } : refused('Write a lower one.', 'it is above a thousand million a minute');
}

/** Reads a rate, or a share such as `10%` of what all have together. */
export function parseRateOrShare(value: unknown): Reading<RateOrShare> {
  const percent = typeof value === 'string' ? /^(\d{1,3}(?:\.\d{1,20})?) ?%$/.exec(value.trim())?.[1] : undefined;
  if (percent !== undefined) {
    if (Number(percent) > 100) return refused('Weigh users by `activity`; a share is 100% at most.', 'it is above 100%');
    return { value: Number(percent) === 0 ? { amount: 0 } : { unit: 'share', amount: Number(percent) / 100 } };
  }
  const rate = parseRate(value);
  if (rate.refusal !== undefined)
    return refused(`${rate.refusal.hint} A share of \`limits.rate\` is written \`10%\`.`, rate.refusal.reason);
  return { value: rate.value === 0 ? { amount: 0 } : { unit: 'rate', amount: rate.value } };
}

/** Reads a cap: a rate that is a whole number of actions a second, at least 1. */
export function parseCap(value: unknown): Reading<number> {
  const rate = parseRate(value);
  if (rate.refusal !== undefined) return refused('Write a whole number a second, such as `100/s`.', rate.refusal.reason);
  const perSecond = rate.value / 60;
  if (perSecond < 1 || !Number.isInteger(perSecond))
    return refused('Write a whole number a second, such as `100/s`.', 'it is not a whole number a second');
  return { value: perSecond };
}

function isUnit(text: string): text is keyof typeof perMinute {
  return Object.hasOwn(perMinute, text);
}
