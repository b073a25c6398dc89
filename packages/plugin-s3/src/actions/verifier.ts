import { openRecipe, verifyRecipe, type RecipeVerifier } from '@rushhour/content';
import { isRushhourError } from '@rushhour/core';
import type { ReadOptions } from '../client/s3-client.ts';

/** What is to be compared. */
export interface VerifierOptions {
  /** Of the whole file. */
  readonly size: number;
  readonly range: ReadOptions['range'];
}

/** A part that begins later is not compared: the file would have to be made up to it. */
const mostSkipped = 64 * 2 ** 20;

/** Compares what is read with the file of a recipe, or with a part of it; undefined when that cannot be done. */
export async function createVerifier(recipe: string, { size, range }: VerifierOptions): Promise<RecipeVerifier | undefined> {
  const { from, to } = boundsOf(range, size);
  if (from > mostSkipped) return undefined;
  try {
    const verifier = verifyRecipe(recipe);
    if (from > 0) await skip(recipe, from, verifier);
    return to >= size - 1 ? verifier : { push: (chunk) => verifier.push(chunk), end: () => undefined };
  } catch (error) {
    // Made by another version, whose recipes this one does not know.
    if (isRushhourError(error) && error.code === 'content_invalid') return undefined;
    throw error;
  }
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
