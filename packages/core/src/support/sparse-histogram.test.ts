import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHistogram } from './histogram.ts';
import { mergeHistograms, readHistogram, sparseHistogram, subtractHistogram } from './sparse-histogram.ts';

const durations = fc.array(fc.integer({ min: 0, max: 1_000_000 }));
const shares = [0, 0.5, 0.9, 0.99, 1];

function histogramOf(values: readonly number[]) {
  const histogram = createHistogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

test('nothing is lost without the empty buckets', () => {
  fc.assert(
    fc.property(durations, (values) => {
      const whole = histogramOf(values);
      const sparse = sparseHistogram(whole.snapshot());
      const back = readHistogram(sparse);
      expect(shares.map((share) => back.percentile(share))).toEqual(shares.map((share) => whole.percentile(share)));
      expect([back.count, back.meanMs, back.maxMs]).toEqual([whole.count, whole.meanMs, whole.maxMs]);
      expect(sparse.pairs.length).toBeLessThanOrEqual(values.length * 2);
    }),
  );
});

test('parts add up to one that saw everything', () => {
  fc.assert(
    fc.property(fc.array(durations), (parts) => {
      const merged = mergeHistograms(parts.map((values) => sparseHistogram(histogramOf(values).snapshot())));
      expect(merged).toEqual(sparseHistogram(histogramOf(parts.flat()).snapshot()));
    }),
  );
});

test('the difference of two looks is what was recorded between them', () => {
  fc.assert(
    fc.property(durations, fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), (before, between) => {
      const histogram = histogramOf(before);
      const first = sparseHistogram(histogram.snapshot());
      for (const value of between) histogram.record(value);
      const interval = readHistogram(subtractHistogram(sparseHistogram(histogram.snapshot()), first));
      const exact = histogramOf(between);
      expect(interval.count).toBe(exact.count);
      // The largest value of an interval is not known; any other percentile is that of its bucket.
      for (const share of [0, 0.5, 0.9]) {
        expect(Math.abs(interval.percentile(share) - exact.percentile(share))).toBeLessThanOrEqual(exact.percentile(share) * 0.01 + 0.001);
      }
    }),
  );
});
