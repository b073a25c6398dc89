import { parseCap, parseRate, rateHint } from '../pace/parse-rate.ts';
import { refused, type Reading } from '../support/reading.ts';
import { asRecord } from './as-record.ts';
import type { PlanReader } from './plan-reader.ts';
import type { PlanLimits } from './plan.ts';

/** Reads `limits`. */
export function readLimits(reader: PlanReader, value: unknown): PlanLimits {
  const { rate, floor, cap } = asRecord(value);
  const ratePerMinute = reader.read(['limits', 'rate'], rate, readRateAboveZero);
  const floorPerMinute = reader.read(['limits', 'floor'], floor, parseRate);
  const capPerSecond = reader.read(['limits', 'cap'], cap, parseCap);
  if (floorPerMinute !== undefined && ratePerMinute !== undefined && floorPerMinute > ratePerMinute) {
    reader.refuse(['limits', 'floor'], floor, {
      reason: 'it is above `limits.rate`',
      hint: 'The floor is what the rate never falls below.',
    });
  }
  return {
    ...(ratePerMinute !== undefined && { ratePerMinute }),
    ...(floorPerMinute !== undefined && { floorPerMinute }),
    ...(capPerSecond !== undefined && { capPerSecond }),
  };
}

function readRateAboveZero(value: unknown): Reading<number> {
  const rate = parseRate(value);
  return rate.value === 0 ? refused(`${rateHint} Leave it out for no limit.`, 'nobody would ever act') : rate;
}
