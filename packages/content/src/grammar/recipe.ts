import { parseSize } from '@rushhour/core';
import { contentError, quoted } from '../content-error.ts';
import type { FileFormat } from '../formats/file-format.ts';
import { choiceHint, parseChoice } from './file-choice.ts';
import { sizeBounds } from './file-size.ts';

/** Which bytes a file has: nothing else decides about them. */
export interface Recipe {
  readonly format: FileFormat;
  /** In bytes. */
  readonly size: number;
  /** Hexadecimal digits. */
  readonly seed: string;
}

const recipeHint = 'Write an extension, one size and up to 32 hexadecimal digits, such as `png:12345@9f86d081`.';

/** A recipe as text: `png:12345@9f86d081`. */
export function formatRecipe({ format, size, seed }: Recipe): string {
  return `${format.extension}:${size}@${seed}`;
}

/**
 * Reads a recipe.
 *
 * @throws RushhourError `content_invalid`, also for a size that no file of the format has
 */
export function readRecipe(text: string): Recipe {
  const [, word = '', written, seed] = /^([^:@]+):([^@]+)@([0-9a-f]{1,32})$/.exec(text) ?? [];
  const size = parseSize(written);
  if (seed === undefined || size === undefined) throw contentError(`${quoted(text)} is no recipe of a file.`, recipeHint);
  const choice = parseChoice(word);
  if (choice === undefined)
    throw contentError(`The recipe ${quoted(text)} names ${quoted(word)}, which is no extension.`, choiceHint(word));
  if (choice === 'any' || !('format' in choice))
    throw contentError(`The recipe ${quoted(text)} names a kind, not an extension.`, recipeHint);
  const least = Math.max(choice.format.minimumBytes, sizeBounds.minBytes);
  if (size < least || size > sizeBounds.maxBytes) {
    throw contentError(`The recipe ${quoted(text)} has a size that is not between ${least} B and 5 GiB, as a ${word} needs.`, recipeHint);
  }
  return { format: choice.format, size, seed };
}
