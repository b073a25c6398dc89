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

/** What a record of a bucket counts as, in microseconds. */
export function middleOf(bucket: number): number {
  if (bucket < 128) return bucket;
  const shift = (bucket >> subBucketBits) - 1;
  const low = (bucket - (shift << subBucketBits)) * 2 ** shift;
  return low + 2 ** shift / 2;
}

/** Places in the array of sums: in an array, because a changing number in a closure is a new object each time. */
const countAt = 0;
const sumAt = 1;
const maxAt = 2;

/** Makes an empty histogram; it starts small and grows to the largest value seen. */
export function createHistogram(): Histogram {
  return new LogLinearHistogram();
}

/** A class, because several are recorded into for every action. */
class LogLinearHistogram implements Histogram {
  #buckets = new Float64Array(256);
  readonly #sums = new Float64Array(3);

  record(valueMs: number) {
    const value = valueMs > 0 ? valueMs : 0;
    const microseconds = value * 1000;
    const bucket = bucketOf(microseconds < largestMicroseconds ? Math.round(microseconds) : largestMicroseconds);
    if (bucket >= this.#buckets.length) this.#growTo(bucket + 1);
    const buckets = this.#buckets;
    const sums = this.#sums;
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    sums[countAt] = (sums[countAt] ?? 0) + 1;
    sums[sumAt] = (sums[sumAt] ?? 0) + value;
    if (value > (sums[maxAt] ?? 0)) sums[maxAt] = value;
  }

  #growTo(length: number) {
    const grown = new Float64Array(Math.min(bucketCount, Math.max(length, this.#buckets.length * 2)));
    grown.set(this.#buckets);
    this.#buckets = grown;
  }

  merge(other: HistogramSnapshot) {
    if (other.buckets.length > this.#buckets.length) this.#growTo(other.buckets.length);
    const buckets = this.#buckets;
    for (let bucket = 0; bucket < other.buckets.length; bucket += 1) {
      buckets[bucket] = (buckets[bucket] ?? 0) + (other.buckets[bucket] ?? 0);
    }
    this.#sums[countAt] = this.count + other.count;
    this.#sums[sumAt] = (this.#sums[sumAt] ?? 0) + other.sumMs;
    this.#sums[maxAt] = Math.max(this.maxMs, other.maxMs);
  }

  snapshot(): HistogramSnapshot {
    return { count: this.count, sumMs: this.#sums[sumAt] ?? 0, maxMs: this.maxMs, buckets: this.#buckets.slice() };
  }

  percentile(share: number): number {
    const { count, maxMs } = this;
    if (count === 0) return 0;
    const wanted = Math.max(1, Math.ceil(share * count));
    let seen = 0;
    const buckets = this.#buckets;
    for (let bucket = 0; bucket < buckets.length; bucket += 1) {
      seen += buckets[bucket] ?? 0;
      if (seen >= wanted) return Math.min(maxMs, middleOf(bucket) / 1000);
    }
    return maxMs;
  }

  get count(): number {
    return this.#sums[countAt] ?? 0;
  }

  get meanMs(): number {
    return this.count === 0 ? 0 : (this.#sums[sumAt] ?? 0) / this.count;
  }

  get maxMs(): number {
    return this.#sums[maxAt] ?? 0;
  }

  reset() {
    this.#buckets.fill(0);
    this.#sums.fill(0);
  }
}
