import { createCipheriv } from 'node:crypto';
import type { Random } from '@rushhour/core';

/** Endless incompressible bytes, made while they are read. */
export interface BulkBytes {
  /** The next bytes: at most 1 MiB, in memory of their own, which the caller may keep and change. */
  next(length: number): Uint8Array;
}

/** Bytes asked for at once, at most. */
const longestPiece = 1024 * 1024;
const zeros = Buffer.alloc(longestPiece);

/**
 * The key stream of AES-128 in counter mode (NIST SP 800-38A, 6.5) under a key of four numbers: processors make some GiB of it a second.
 *
 * @throws RangeError for a piece above 1 MiB
 */
export function createBulkBytes(random: Random): BulkBytes {
  const key = Buffer.alloc(16);
  for (let at = 0; at < key.length; at += 4) key.writeUInt32LE(random.uint32(), at);
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  return {
    next(length) {
      if (length > longestPiece) throw new RangeError(`A piece of ${length} bytes is above 1 MiB.`);
      return cipher.update(zeros.subarray(0, length));
    },
  };
}
