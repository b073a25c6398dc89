/**
 * A log-linear histogram of durations: 64 buckets per power of two of microseconds, so a percentile is within 1 % of the exact value
 * (two significant digits), from 1 us to 71 minutes; longer ones count in the last bucket while `max` stays exact.
 * At most 14 KB whatever is recorded. The layout is that of HdrHistogram (http://hdrhistogram.org) with one count array.
 */
export interface Histogram {
  /** Counts a duration in milliseconds; negative ones count as 0. */
  record(valueMs: number): void;
  /** Adds what another one counted. */
  merge(other: HistogramSnapshot): void;
  /** A copy that can be sent to another thread and merged there. */
  snapshot(): HistogramSnapshot;
  /** The value in milliseconds below which a share (0 to 1) of the records lie; 0 when there are none. */
  percentile(share: number): number;
  readonly count: number;
  readonly meanMs: number;
  readonly maxMs: number;
  /** Forgets everything. */
  reset(): void;
}

/** The counts of a histogram at one time. */
export interface HistogramSnapshot {
  readonly count: number;
  readonly sumMs: number;
  readonly maxMs: number;
  /** Counts by bucket. */
  readonly buckets: Float64Array;
}

const subBucketBits = 6;
const bucketCount = (32 - subBucketBits) * 2 ** subBucketBits + 2 ** subBucketBits;
const largestMicroseconds = 2 ** 32 - 1;

function bucketOf(microseconds: number): number {
  if (microseconds < 128) return microseconds;
  const shift = 31 - Math.clz32(microseconds) - subBucketBits;
  return (shift << subBucketBits) + (microseconds >>> shift);
}

function middleOf(bucket: number): number {
  if (bucket < 128) return bucket;
  const shift = (bucket >> subBucketBits) - 1;
  const low = (bucket - (shift << subBucketBits)) * 2 ** shift;
  return low + 2 ** shift / 2;
}

/** Makes an empty histogram; it starts small and grows to the largest value seen. */
export function createHistogram(): Histogram {
  let buckets = new Float64Array(256);
  let count = 0;
  let sumMs = 0;
  let maxMs = 0;
  const growTo = (length: number) => {
    const grown = new Float64Array(Math.min(bucketCount, Math.max(length, buckets.length * 2)));
    grown.set(buckets);
    buckets = grown;
  };
  return {
    record(valueMs) {
      const value = valueMs > 0 ? valueMs : 0;
      const microseconds = value * 1000;
      const bucket = bucketOf(microseconds < largestMicroseconds ? Math.round(microseconds) : largestMicroseconds);
      if (bucket >= buckets.length) growTo(bucket + 1);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      count += 1;
      sumMs += value;
      if (value > maxMs) maxMs = value;
    },
    merge(other) {
      if (other.buckets.length > buckets.length) growTo(other.buckets.length);
      for (let bucket = 0; bucket < other.buckets.length; bucket += 1) {
        buckets[bucket] = (buckets[bucket] ?? 0) + (other.buckets[bucket] ?? 0);
      }
      count += other.count;
      sumMs += other.sumMs;
      if (other.maxMs > maxMs) maxMs = other.maxMs;
    },
    snapshot: () => ({ count, sumMs, maxMs, buckets: buckets.slice() }),
    percentile(share) {
      if (count === 0) return 0;
      const wanted = Math.max(1, Math.ceil(share * count));
      let seen = 0;
      for (let bucket = 0; bucket < buckets.length; bucket += 1) {
        seen += buckets[bucket] ?? 0;
        if (seen >= wanted) return Math.min(maxMs, middleOf(bucket) / 1000);
      }
      return maxMs;
    },
    get count() {
      return count;
    },
    get meanMs() {
      return count === 0 ? 0 : sumMs / count;
    },
    get maxMs() {
      return maxMs;
    },
    reset() {
      buckets.fill(0);
      count = 0;
      sumMs = 0;
      maxMs = 0;
    },
  };
}
