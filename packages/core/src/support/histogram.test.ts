import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHistogram } from './histogram.ts';

describe('a histogram', () => {
  test('gives every percentile within one percent of the exact value', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 4_000_000, noNaN: true }), { minLength: 1, maxLength: 200 }), (values) => {
        const histogram = createHistogram();
        for (const value of values) histogram.record(value);
        const sorted = [...values].sort((a, b) => a - b);
        for (const share of [0, 0.5, 0.9, 0.99, 1]) {
          const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
          expect(Math.abs(histogram.percentile(share) - exact)).toBeLessThanOrEqual(exact * 0.01 + 0.0006);
        }
        expect(histogram.maxMs).toBe(sorted.at(-1));
      }),
    );
  });

  test('merged from parts it equals one that saw everything', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 })), fc.array(fc.integer({ min: 0, max: 100_000 })), (left, right) => {
        const [a, b, whole] = [createHistogram(), createHistogram(), createHistogram()];
        for (const value of left) a.record(value);
        for (const value of right) b.record(value);
        for (const value of [...left, ...right]) whole.record(value);
        a.merge(b.snapshot());
        expect(a.percentile(0.5)).toBe(whole.percentile(0.5));
        expect([a.count, a.maxMs, a.meanMs]).toEqual([whole.count, whole.maxMs, whole.meanMs]);
      }),
    );
  });

  test('is empty at first and after a reset', () => {
    const histogram = createHistogram();
    histogram.record(5);
    histogram.reset();
    expect([histogram.count, histogram.percentile(0.5), histogram.meanMs, histogram.maxMs]).toEqual([0, 0, 0, 0]);
  });

  test('holds at most 14 KB whatever it is given', () => {
    const histogram = createHistogram();
    for (const value of [-1, 0, 1e-9, 1, 1e6, 1e12, Number.MAX_SAFE_INTEGER, Infinity]) histogram.record(value);
    expect(histogram.snapshot().buckets.byteLength).toBeLessThanOrEqual(14 * 1024);
    expect(histogram.count).toBe(8);
  });
});
