import { refused, type Reading } from '../support/reading.ts';

/** Reads a number above 0, of a million at most. */
export function readFactor(value: unknown): Reading<number> {
  const isFactor = typeof value === 'number' && value > 0 && value <= 1_000_000;
  return isFactor ? { value } : refused('Write a number above 0, a million at most.');
}

/** Reads a weight: a finite number from 0 up. */
export function readWeight(value: unknown): Reading<number> {
  const isWeight = typeof value === 'number' && value >= 0 && value <= 1_000_000;
  return isWeight ? { value } : refused('Write a number from 0 up, a million at most.');
}

/** Makes what reads a whole number between two. */
export function readWhole(least: number, most: number): (value: unknown) => Reading<number> {
  return (value) => {
    const isWhole = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return isWhole ? { value } : refused(`Write a whole number from ${least} to ${most}.`);
  };
}
