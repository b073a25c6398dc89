import { RushhourError } from '@rushhour/core';
import { quoted } from '../content-error.ts';
import { readRecipe } from '../grammar/recipe.ts';
import { contentChunks } from './stream-content.ts';

/** Compares a download with the file it should be, piece by piece; keeps none of either. */
export interface RecipeVerifier {
  /**
   * Compares the next piece.
   *
   * @throws RushhourError `checksum_mismatch`, which names the first byte that differs
   */
  push(chunk: Uint8Array): void;
  /**
   * Says that there is no more.
   *
   * @throws RushhourError `checksum_mismatch` when something is missing
   */
  end(): void;
}

/**
 * Verifies a download against the recipe of what was uploaded, while it is read and in constant memory.
 *
 * @throws RushhourError `content_invalid` for a recipe that cannot be read
 * @example
 * ```ts
 * const verifier = verifyRecipe('png:12345@9f86d081');
 * for await (const chunk of body) verifier.push(chunk);
 * verifier.end();
 * ```
 */
export function verifyRecipe(recipe: string): RecipeVerifier {
  const read = readRecipe(recipe);
  const expected = contentChunks(read)[Symbol.iterator]();
  let ahead: Uint8Array = new Uint8Array();
  let position = 0;
  const mismatch = (what: string) => new RushhourError('checksum_mismatch', { message: `The download is not ${quoted(recipe)}: ${what}.` });
  return {
    push(chunk) {
      for (let left = chunk; left.length > 0;) {
        if (ahead.length === 0) {
          const next = expected.next();
          if (next.done === true) throw mismatch(`it goes on after ${read.size} bytes`);
          ahead = next.value;
        }
        const length = Math.min(left.length, ahead.length);
        const differing = firstDifference(left.subarray(0, length), ahead.subarray(0, length));
        if (differing !== undefined) throw mismatch(`byte ${position + differing} differs`);
        position += length;
        left = left.subarray(length);
        ahead = ahead.subarray(length);
      }
    },
    end() {
      if (position < read.size) throw mismatch(`it ends after ${position} of ${read.size} bytes`);
    },
  };
}

/** Where two pieces of the same length differ first. */
function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  // Comparing as a whole is a machine instruction per 16 bytes; one by one only when that has found something.
  if (Buffer.compare(a, b) === 0) return undefined;
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? undefined : at;
}
