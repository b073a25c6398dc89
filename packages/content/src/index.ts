/**
 * Files as people have them: of many kinds, valid, of exact size, made from a seed while they are read.
 *
 * @packageDocumentation
 */

export { createContent } from './create-content.ts';
export { openRecipe, type RecipeFile } from './recipe/open-recipe.ts';
export { verifyRecipe, type RecipeVerifier } from './recipe/verify-recipe.ts';
export { fileKinds, type FileKind } from './formats/file-kind.ts';
export { extensionsOf } from './formats/formats-of-kind.ts';
export { sizeBands, type BandName, type SizeBand } from './grammar/size-bands.ts';
