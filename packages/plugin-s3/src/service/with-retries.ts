import { isRushhourError, type Clock, type Random } from '@rushhour/core';
import { wait } from './wait.ts';

/** What waits between attempts are made of. */
export interface RetryContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
}

const attempts = 3;
const firstWaitMs = 200;
const passing: ReadonlySet<string> = new Set(['s3_throttled', 's3_server']);

/**
 * Does housekeeping again when the store was busy or broken: three attempts, with waits of random length that grow (full jitter,
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). Never for what users do: a retry would hide what is measured.
 */
export async function withRetries<Value>(work: () => Promise<Value>, { clock, random, signal }: RetryContext): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !isRushhourError(error) || !passing.has(error.code)) throw error;
      await wait(random.next() * firstWaitMs * 2 ** attempt, { clock, signal });
    }
  }
}
