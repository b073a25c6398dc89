import type { ThinkTime } from '@rushhour/core';
import type { BandName } from './size-bands.ts';

/** How large a file shall be: of a band of its kind, or drawn. */
export type FileSize = BandName | SizeDistribution;

/** A distribution of sizes in bytes; what falls outside the bounds is set to the nearer one. */
export interface SizeDistribution {
  readonly minBytes: number;
  readonly maxBytes: number;
  /** @default uniform */
  readonly distribution?: ThinkTime['distribution'];
  readonly meanBytes?: number;
  readonly deviationBytes?: number;
}

/** The smallest and the largest file there is. */
export const sizeBounds = { minBytes: 100, maxBytes: 5 * 1024 ** 3 } as const;
