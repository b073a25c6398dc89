import { nearestWord, parseSize } from '@rushhour/core';
import { contentError, quoted } from '../content-error.ts';
import { choiceHint, choiceWords, parseChoice, type FileChoice } from './file-choice.ts';
import type { FileSize } from './file-size.ts';
import { parseFileSize, sizeFault, sizeHint } from './parse-file-size.ts';
import { readRecipe, type Recipe } from './recipe.ts';

/** What a request asks for: one file exactly, or some of a choice. */
export type RequestTerms = { readonly recipe: Recipe } | ChoiceTerms;

/** Some files of a choice. */
export interface ChoiceTerms {
  readonly choice: FileChoice;
  /** @default as the habits say */
  readonly size?: FileSize;
}

/**
 * Reads what an upload names as its file: `WHAT[:SIZE][@SEED]`.
 *
 * - WHAT: a kind in singular or plural (`image`, `documents`, `code`, `archive`, `media`), an extension (`png`, `tar.gz`), or `any`.
 * - SIZE: `300KB`, `1-5MB`, `small`, or a distribution, see {@link parseFileSize}; absent: as the habits say, else by the bands of the kind.
 * - SEED: up to 32 hexadecimal digits. With it an extension and one size are needed: then it is a recipe, of exactly that file.
 *
 * @returns undefined when it is the path of a file: any other word without `:`, a path with folders, a drive such as `C:`
 * @throws RushhourError `content_invalid`
 */
export function parseRequest(text: string): RequestTerms | undefined {
  const [, word = '', colon = '', rest = ''] = /^([^:@]*)(:?)(.*)$/s.exec(text) ?? [];
  // `image@2x.png` is a file that many people have, and `c:` a drive as well as a language.
  if ((colon === '' && rest !== '' && !/^@[0-9a-f]{1,32}$/.test(rest)) || /^[a-z]:[/\\]/i.test(text)) return undefined;
  const choice = parseChoice(word);
  if (choice === undefined) {
    if (colon === '' || !looksLikeRequest(word, rest)) return undefined;
    throw contentError(`${quoted(text)} asks for ${quoted(word)}, which is neither a kind of files nor an extension.`, choiceHint(word));
  }
  if (rest.includes('@')) return { recipe: readRecipe(text) };
  if (colon === '') return { choice };
  const size = parseFileSize(rest);
  if (size === undefined) throw contentError(`${quoted(text)} has ${quoted(rest)} as its size, ${sizeFault(rest)}.`, sizeHint);
  return { choice, size };
}

/** Whether somebody meant to ask for a file: what stands behind the colon is a size, or the word is nearly one we know. */
function looksLikeRequest(word: string, rest: string): boolean {
  if (!/^[a-z][a-z0-9.]+$/i.test(word) || /[/\\]/.test(rest)) return false;
  return (
    parseSize(rest.split(/[-@]/)[0]) !== undefined || parseFileSize(rest) !== undefined || nearestWord(word, choiceWords()) !== undefined
  );
}
