import { parseSize } from '@rushhour/core';
import { sizeBounds, type FileSize, type SizeDistribution } from './file-size.ts';
import { bandNames } from './size-bands.ts';

/** How a size is written, for hints. */
export const sizeHint =
  'Write a size up to 5 GiB such as `300KB`, two with a dash such as `1-5MB`, `small`, `medium` or `large`, or `lognormal(2MB,1MB)`, `normal(2MB,500KB)`, `exponential(2MB)`, `uniform(1MB,5MB)`.';

/**
 * Reads how large files shall be: `300KB`, `1-5MB`, `small`, `uniform(1MB,5MB)`, `exponential(2MB)`, `normal(2MB,500KB)` or
 * `lognormal(2MB,1MB,100KB-10MB)` (mean, deviation, bounds). A bare first number of a range takes the unit of the second.
 *
 * @returns undefined when it is no size, its bounds are the wrong way round, or one of them is above 5 GiB
 */
export function parseFileSize(text: string): FileSize | undefined {
  const band = bandNames.find((name) => name === text);
  if (band !== undefined) return band;
  const call = /^\s*([a-z]+)\((.*)\)\s*$/.exec(text);
  return call === null ? parseRange(text.split('-')) : parseCall(call[1] ?? '', (call[2] ?? '').split(','));
}

/** Why a text is no size, for a message. */
export function sizeFault(text: string): string {
  const isAbove = text.split(/[-,()]/).some((word) => (parseSize(word) ?? 0) > sizeBounds.maxBytes);
  return isAbove ? 'which is above 5 GiB' : 'which cannot be read';
}

function parseRange(words: readonly string[]): SizeDistribution | undefined {
  const [first = '', second = first, ...more] = words;
  const unit = /^\s*[\d.]+\s*$/.test(first) ? (/[a-z]+\s*$/i.exec(second)?.[0] ?? '') : '';
  const minBytes = parseSize(first.trim() + unit);
  const maxBytes = parseSize(second);
  if (more.length > 0 || minBytes === undefined || maxBytes === undefined) return undefined;
  return minBytes <= maxBytes && maxBytes <= sizeBounds.maxBytes ? { minBytes, maxBytes } : undefined;
}

function parseCall(distribution: string, words: readonly string[]): SizeDistribution | undefined {
  const [meanBytes, deviationBytes] = words.map((word) => parseSize(word));
  switch (distribution) {
    case 'uniform':
      return words.length <= 2 ? parseRange(words.flatMap((word) => word.split('-'))) : undefined;
    case 'exponential': {
      const bounds = parseBounds(words.slice(1));
      return bounds && isMean(meanBytes) ? { ...bounds, distribution, meanBytes } : undefined;
    }
    case 'normal':
    case 'lognormal': {
      const bounds = parseBounds(words.slice(2));
      return bounds && isMean(meanBytes) && deviationBytes !== undefined
        ? { ...bounds, distribution, meanBytes, deviationBytes }
        : undefined;
    }
    default:
      return undefined;
  }
}

function parseBounds(words: readonly string[]): SizeDistribution | undefined {
  return words.length === 0 ? sizeBounds : words.length === 1 ? parseRange(words[0]?.split('-') ?? []) : undefined;
}

function isMean(bytes: number | undefined): bytes is number {
  return bytes !== undefined && bytes > 0 && bytes <= sizeBounds.maxBytes;
}
