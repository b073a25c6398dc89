import { parseSize } from '../support/size.ts';
import { refused, type Reading } from '../support/reading.ts';
import { asRecord } from './as-record.ts';
import type { PlanReader } from './plan-reader.ts';
import type { CreatedPolicy } from './plan.ts';
import { readPositiveDuration } from './read-duration.ts';
import { readOneOf } from './read-words.ts';

const fewestSweepMs = 1000;
const mostSweepMs = 60_000;

/** Reads `created`: how long things may live. */
export function readCreated(reader: PlanReader, value: unknown, speed: number): CreatedPolicy {
  const { ttl, ttlLarge, onStop, sweep, lease } = asRecord(value);
  const ttlMs = reader.read(['created', 'ttl'], ttl, readPositiveDuration);
  const { over, ttl: ttlOver } = asRecord(ttlLarge);
  const overBytes = reader.read(['created', 'ttlLarge', 'over'], over, readBytes);
  const largeMs = reader.read(['created', 'ttlLarge', 'ttl'], ttlOver, readPositiveDuration);
  const shortestMs = Math.min(ttlMs ?? Infinity, largeMs ?? Infinity) / speed;
  return {
    ...(ttlMs !== undefined && { ttlMs }),
    ...(overBytes !== undefined && largeMs !== undefined && { large: { overBytes, ttlMs: largeMs } }),
    onStop: reader.read(['created', 'onStop'], onStop, readOneOf('keep', 'remove')) ?? 'keep',
    sweepMs:
      reader.read(['created', 'sweep'], sweep, readPositiveDuration) ?? Math.min(mostSweepMs, Math.max(fewestSweepMs, shortestMs / 10)),
    leaseMs: reader.read(['created', 'lease'], lease, readPositiveDuration) ?? 120_000,
  };
}

function readBytes(value: unknown): Reading<number> {
  const bytes = parseSize(value);
  return bytes === undefined ? refused('Write a size such as `100MB`.') : { value: bytes };
}
