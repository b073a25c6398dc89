/** How often something may begin. Times are of one clock that does not go back. */
export interface RateLimit {
  /** Takes a turn, if one is free now. */
  take(now: number): boolean;
  /** When the next turn is free: now when one is, else later; Infinity for never. */
  freeAt(now: number): number;
}

/**
 * Makes a sliding window: of all the times at which a turn was taken, at most `limit` lie in any half-open stretch of `windowMs`. It is exact,
 * not an estimate of buckets; it remembers the last `limit` times.
 *
 * @param limit a whole number; 0 for never
 */
export function createRateWindow(limit: number, windowMs: number): RateLimit {
  // A ring once it is full: then `oldest` is the time the next turn is measured against.
  const taken: number[] = [];
  let oldest = 0;

  const freeAt = (now: number) => {
    if (limit < 1) return Infinity;
    if (taken.length < limit) return now;
    return Math.max(now, (taken[oldest] ?? 0) + windowMs);
  };

  return {
    freeAt,
    take(now) {
      if (freeAt(now) > now) return false;
      taken[oldest] = now;
      oldest = oldest + 1 === limit ? 0 : oldest + 1;
      return true;
    },
  };
}
