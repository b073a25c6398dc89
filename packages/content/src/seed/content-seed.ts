import { createRandom, type Random } from '@rushhour/core';
import { createBulkBytes, type BulkBytes } from './bulk-bytes.ts';

/** What the bytes of a file are drawn from. */
export interface ContentSeed {
  /** Hexadecimal digits. */
  readonly text: string;
  /** The numbers of the seed, from their beginning in each call. */
  random(): Random;
  /** The incompressible bytes of the seed, from their beginning in each call. */
  bytes(): BulkBytes;
}

/** The seed of that text. */
export function createContentSeed(text: string): ContentSeed {
  return {
    text,
    random: () => createRandom(text).fork('content'),
    bytes: () => createBulkBytes(createRandom(text).fork('bytes')),
  };
}
