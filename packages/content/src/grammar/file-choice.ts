import { nearestWord } from '@rushhour/core';
import { contentError, quoted } from '../content-error.ts';
import { fileKinds, type FileKind } from '../formats/file-kind.ts';
import type { FileFormat } from '../formats/file-format.ts';
import { formats } from '../formats/formats.ts';

/** Which files are meant: those of a format, of a kind, or any of the habits. */
export type FileChoice = { readonly format: FileFormat } | { readonly kind: FileKind } | 'any';

/** One of a kind. */
const singular = { documents: 'document', images: 'image', code: 'code', archives: 'archive', media: 'media' } satisfies Record<
  FileKind,
  string
>;

/** Every word that says what a file is. */
export function choiceWords(): readonly string[] {
  return [...new Set(fileKinds.flatMap((kind) => [singular[kind], kind])), ...formats.keys(), 'any'];
}

/**
 * Reads what a file is: a kind in singular or plural, an extension, or `any`.
 *
 * @returns undefined when it is no such word
 * @throws RushhourError `content_invalid` for rar
 */
export function parseChoice(word: string): FileChoice | undefined {
  if (word === 'any') return 'any';
  if (word === 'rar') throw contentError('Nobody can make a "rar": its format has no free writer.', 'Write `7z` or `zip`.');
  const kind = fileKinds.find((plural) => plural === word || singular[plural] === word);
  if (kind !== undefined) return { kind };
  const format = formats.get(word);
  return format && { format };
}

/**
 * Reads a kind or an extension.
 *
 * @param where says what is read, for the message: `The key "kinds" of files`
 * @throws RushhourError `content_invalid`
 */
export function readChoice(word: string, where: string): Exclude<FileChoice, 'any'> {
  const choice = parseChoice(word);
  if (choice !== undefined && choice !== 'any') return choice;
  throw contentError(`${where} names ${quoted(word)}, which is neither a kind nor an extension.`, choiceHint(word));
}

/** What to write instead of a word that is not known. */
export function choiceHint(word: string): string {
  const nearest = nearestWord(word, choiceWords());
  return `${nearest === undefined ? '' : `Did you mean \`${nearest}\`? `}There are ${choiceWords().join(', ')}.`;
}
