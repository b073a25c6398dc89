import { createHash } from 'node:crypto';
import { openRecipe, verifyRecipe, type RecipeVerifier } from '@rushhour/content';
import { isRushhourError, RushhourError } from '@rushhour/core';
import type { ReadOptions } from '../client/s3-client.ts';
import { sumMark } from '../created/object-marks.ts';

/** What is to be compared. */
export interface VerifierOptions {
  /** Of the whole file. */
  readonly size: number;
  readonly range: ReadOptions['range'];
}

/** A part that begins later is not compared: the file would have to be made up to it. */
const mostSkipped = 64 * 2 ** 20;

/**
 * Compares what is read with what a mark says of the bytes: with the file of a recipe, or a part of it, or a whole file with its sum.
 * Undefined when that cannot be done.
 */
export async function createVerifier(content: string, { size, range }: VerifierOptions): Promise<RecipeVerifier | undefined> {
  if (content.startsWith(sumMark)) return range === undefined ? verifySum(content.slice(sumMark.length)) : undefined;
  const { from, to } = boundsOf(range, size);
  if (from > mostSkipped) return undefined;
  try {
    const verifier = verifyRecipe(content);
    if (from > 0) await skip(content, from, verifier);
    return to >= size - 1 ? verifier : { push: (chunk) => verifier.push(chunk), end: () => undefined };
  } catch (error) {
    // Made by another version, whose recipes this one does not know.
    if (isRushhourError(error) && error.code === 'content_invalid') return undefined;
    throw error;
  }
}

function verifySum(expected: string): RecipeVerifier {
  const hash = createHash('sha256');
  return {
    push: (chunk) => void hash.update(chunk),
    end() {
      const sum = hash.digest('hex');
      if (sum === expected) return;
      throw new RushhourError('checksum_mismatch', { message: `The download is not what was uploaded: its SHA-256 is "${sum}".` });
    },
  };
}

function boundsOf(range: ReadOptions['range'], size: number): { readonly from: number; readonly to: number } {
  if (range === undefined) return { from: 0, to: size };
  if (range.from === undefined) return { from: Math.max(0, size - (range.to ?? 0)), to: size };
  return { from: range.from, to: range.to ?? size };
}

/** Takes the bytes before a part for granted. */
async function skip(recipe: string, bytes: number, verifier: RecipeVerifier): Promise<void> {
  let left = bytes;
  for await (const chunk of openRecipe(recipe).stream()) {
    const taken = chunk.subarray(0, left);
    verifier.push(taken);
    left -= taken.byteLength;
    if (left === 0) return;
  }
}
