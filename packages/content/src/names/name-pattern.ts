import { nearestWord } from '@rushhour/core';
import { contentError, quoted } from '../content-error.ts';
import { isPlaceholder, placeholders, type Placeholder } from './placeholders.ts';

/** A name with folders, in which some pieces are filled in. */
export type NamePattern = readonly (string | { readonly placeholder: Placeholder })[];

/**
 * Reads a name pattern such as `projects/{project}/src/{name}.{ext}`. One whose last part has neither `{name}` nor `{ext}` is a folder; one
 * with only one of them gets the other.
 *
 * @param where says what is read, for the message: `The key "names" of files`
 * @throws RushhourError `content_invalid`
 */
export function parseNamePattern(text: string, where: string): NamePattern {
  checkParts(text, where);
  return completed(text)
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? { placeholder: readPlaceholder(piece.slice(1, -1), text, where) } : piece));
}

function readPlaceholder(word: string, text: string, where: string): Placeholder {
  if (isPlaceholder(word)) return word;
  const nearest = nearestWord(word, placeholders);
  throw contentError(
    `${where} has the placeholder ${quoted(`{${word}}`)} in ${quoted(text)}, which nobody fills.`,
    `${nearest === undefined ? '' : `Did you mean \`{${nearest}}\`? `}There are ${placeholders.map((name) => `{${name}}`).join(', ')}.`,
  );
}

/** Every part must be safe wherever files lie: nothing leaves its folder, nothing needs quoting. */
function checkParts(text: string, where: string): void {
  const parts = text.replaceAll(/\{[^{}]*\}/g, 'x').split('/');
  const wrong = parts.find((part) => !/^[A-Za-z0-9._-]+$/.test(part) || part === '.' || part === '..' || /^b\d+$/.test(part));
  if (wrong === undefined) return;
  throw contentError(
    `${where} has the name ${quoted(text)}, whose part ${quoted(wrong)} cannot be used.`,
    'Write parts of letters, digits, `.`, `_`, `-` and placeholders, with `/` between them; `..`, empty ones and `b1`, `b2` ... are not possible.',
  );
}

/** With both `{name}` and `{ext}` in the last part. */
function completed(text: string): string {
  const last = text.slice(text.lastIndexOf('/') + 1);
  const folders = text.slice(0, text.length - last.length);
  const named = last.includes('{name}');
  if (last.includes('{ext}'))
    return named
      ? text
      : folders + last.replace(/[._-]?\{ext\}/, (end) => `${last === end ? '' : '-'}{name}${end === '{ext}' ? '.{ext}' : end}`);
  return named ? `${text}.{ext}` : `${text}/{name}.{ext}`;
}
