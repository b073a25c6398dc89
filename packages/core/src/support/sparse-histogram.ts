import { middleOf, type Histogram, type HistogramSnapshot } from './histogram.ts';

/** The counts of a histogram without its empty buckets: a twentieth of a snapshot in most runs, for many that are kept or sent. */
export interface SparseHistogram {
  readonly count: number;
  readonly sumMs: number;
  readonly maxMs: number;
  /** Bucket, count, bucket, count, in the order of the buckets. */
  readonly pairs: Float64Array;
}

/** What can be read off a histogram. */
export type HistogramReading = Pick<Histogram, 'count' | 'meanMs' | 'maxMs' | 'percentile'>;

/** Leaves the empty buckets out. */
export function sparseHistogram({ count, sumMs, maxMs, buckets }: HistogramSnapshot): SparseHistogram {
  let used = 0;
  for (let bucket = 0; bucket < buckets.length; bucket += 1) if (buckets[bucket] !== 0) used += 1;
  const pairs = new Float64Array(used * 2);
  let place = 0;
  for (let bucket = 0; bucket < buckets.length; bucket += 1) {
    const value = buckets[bucket] ?? 0;
    if (value === 0) continue;
    pairs[place] = bucket;
    pairs[place + 1] = value;
    place += 2;
  }
  return { count, sumMs, maxMs, pairs };
}

/** Reads a histogram as it is: percentiles are those of {@link Histogram}. */
export function readHistogram({ count, sumMs, maxMs, pairs }: SparseHistogram): HistogramReading {
  return {
    count,
    maxMs,
    meanMs: count === 0 ? 0 : sumMs / count,
    percentile(share) {
      const wanted = Math.max(1, Math.ceil(share * count));
      let seen = 0;
      for (let place = 0; place < pairs.length; place += 2) {
        seen += pairs[place + 1] ?? 0;
        if (seen >= wanted) return Math.min(maxMs, middleOf(pairs[place] ?? 0) / 1000);
      }
      return count === 0 ? 0 : maxMs;
    },
  };
}

/** Adds up. */
export function mergeHistograms(parts: readonly SparseHistogram[]): SparseHistogram {
  const [first, ...others] = parts;
  if (first !== undefined && others.length === 0) return first;
  const buckets = new Float64Array(parts.reduce((most, { pairs }) => Math.max(most, (pairs.at(-2) ?? -1) + 1), 0));
  for (const { pairs } of parts) addPairs(buckets, { pairs, factor: 1 });
  return sparseHistogram({
    count: parts.reduce((sum, { count }) => sum + count, 0),
    sumMs: parts.reduce((sum, { sumMs }) => sum + sumMs, 0),
    maxMs: parts.reduce((most, { maxMs }) => Math.max(most, maxMs), 0),
    buckets,
  });
}

/** What was counted between two looks at the same histogram. Its largest value is not known: that of the later look stands for it. */
export function subtractHistogram(after: SparseHistogram, before: SparseHistogram): SparseHistogram {
  const buckets = new Float64Array((after.pairs.at(-2) ?? -1) + 1);
  addPairs(buckets, { pairs: after.pairs, factor: 1 });
  addPairs(buckets, { pairs: before.pairs, factor: -1 });
  return sparseHistogram({ count: after.count - before.count, sumMs: after.sumMs - before.sumMs, maxMs: after.maxMs, buckets });
}

function addPairs(buckets: Float64Array, { pairs, factor }: { readonly pairs: Float64Array; readonly factor: 1 | -1 }) {
  for (let place = 0; place < pairs.length; place += 2) {
    const bucket = pairs[place] ?? 0;
    buckets[bucket] = (buckets[bucket] ?? 0) + factor * (pairs[place + 1] ?? 0);
  }
}
