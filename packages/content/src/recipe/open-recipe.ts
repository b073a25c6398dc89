import type { HttpStreamBody } from '@rushhour/core';
import { formatRecipe, readRecipe, type Recipe } from '../grammar/recipe.ts';
import { streamContent } from './stream-content.ts';

/** A file made from its recipe. */
export interface RecipeFile extends HttpStreamBody {
  /** Says which bytes it has: `png:12345@9f86d081`. */
  readonly recipe: string;
}

/**
 * Makes a file again from its recipe; it is named after its seed. Its `stream()` may be called as often as wanted.
 *
 * @throws RushhourError `content_invalid`
 * @example
 * ```ts
 * const file = openRecipe('png:12345@9f86d081');
 * for await (const chunk of file.stream()) hash.update(chunk);
 * ```
 */
export function openRecipe(recipe: string): RecipeFile {
  const read = readRecipe(recipe);
  return recipeFile(read, `${read.seed}.${read.format.extension}`);
}

/** The file of a recipe that has been read. */
export function recipeFile(recipe: Recipe, name: string): RecipeFile {
  return { name, type: recipe.format.type, size: recipe.size, recipe: formatRecipe(recipe), stream: () => streamContent(recipe) };
}
