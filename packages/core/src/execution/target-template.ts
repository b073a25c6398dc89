import { RushhourError } from '../errors/rushhour-error.ts';
import { required, sampleLookup, type Lookup, type PlaceholderKind } from './placeholder.ts';

const placeholder = /\{(?:(run|user|play|index)|(data|var)\.([^{}]+))\}/g;

/** Whether a target changes from action to action: it names `{run}`, `{user}`, `{play}`, `{index}`, `{data.x}` or `{var.x}`. */
export function isTemplate(target: string): boolean {
  placeholder.lastIndex = 0;
  return placeholder.test(target);
}

/**
 * Puts values in place of the names in braces, once, left to right. They are percent-encoded, so that a value is never more than a piece of a
 * path, a query or a fragment.
 *
 * @throws RushhourError `variable_missing`, or `target_invalid` when values would make a path of dots that leads elsewhere.
 */
export function expandTarget(target: string, lookup: Lookup): string {
  const text = replaceNames(target, (kind, name) => encode(kind, required(lookup, kind, name)));
  // Dots cannot be encoded: `URL` reads `%2e` as a dot.
  if (/\{(?:data|var)\./.test(target) && /^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#]|$)/i.test(text)) {
    throw new RushhourError('target_invalid', {
      message: `A value makes dots of a part of the path in the target "${target}".`,
      hint: 'A value such as `..` would lead to another place; write the path without dots, and mend the data.',
    });
  }
  return text;
}

/** The same target in every run: what a lookup does not tell stays in braces. */
export function canonicalTarget(target: string, lookup: Lookup): string {
  return replaceNames(target, (kind, name, written) => {
    const value = lookup(kind, name);
    return value === undefined ? written : encode(kind, value);
  });
}

/** Names that stand for nothing yet, to see where a template leads. */
export const sampleNames: Lookup = sampleLookup();

/** Puts braces back that `URL` has percent-encoded, so that a template stays one. */
export function restoreNames(url: string): string {
  return url.replace(/%7B(run|user|play|index|(?:data|var)\.[^{}/?#]+?)%7D/g, (written, name: string) => {
    try {
      return `{${decodeURIComponent(name)}}`;
    } catch {
      return written;
    }
  });
}

function replaceNames(target: string, replace: (kind: PlaceholderKind, name: string, written: string) => string): string {
  return target.replace(placeholder, (written: string, own: PlaceholderKind | undefined, kind: PlaceholderKind, name: string) =>
    replace(own ?? kind, name, written),
  );
}

function encode(kind: PlaceholderKind, value: string): string {
  // Half a surrogate pair has no encoding.
  return encodeURIComponent(kind === 'data' || kind === 'var' ? value.toWellFormed() : value.replaceAll('/', '-'));
}
