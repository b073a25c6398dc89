import { StoreError } from './store-error.ts';

const plain = /^[\w.~-]*$/;
const plainPath = /^[\w.~/-]*$/;

/** Encodes all but the unreserved characters of RFC 3986, as Signature Version 4 wants it. */
export function encodeUri(text: string): string {
  if (plain.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The same, slashes kept. */
export function encodePath(path: string): string {
  return plainPath.test(path) ? path : path.split('/').map(encodeUri).join('/');
}

/**
 * Decodes a piece of a URI as UTF-8.
 *
 * @throws StoreError `InvalidURI`
 */
export function decodeUri(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new StoreError('InvalidURI');
  }
}

/** How `encoding-type=url` writes a key: like a form, slashes and stars kept. */
export function encodeListed(text: string): string {
  return encodePath(text).replaceAll('%20', '+').replaceAll('%2A', '*');
}
