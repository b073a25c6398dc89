import { RushhourError } from '@rushhour/core';

/** Encodes one part of a path or of a query as S3 signs it (RFC 3986, 2.3: all but unreserved characters). */
function encodePart(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

const simpleKey = /^[A-Za-z0-9_~/-][A-Za-z0-9._~/-]*$/;
const dotSegment = /(?:^|\/)\.{1,2}(?:\/|$)/;

/**
 * Encodes a key as part of a path; its slashes stay.
 *
 * @throws RushhourError `target_invalid` for a key that no URL can hold: clients and servers take `.` and `..` between slashes out of paths.
 */
export function encodeKey(key: string): string {
  if (dotSegment.test(key)) {
    throw new RushhourError('target_invalid', {
      message: `The key "${key.slice(0, 200)}" cannot be asked for: a URL does not keep "." and ".." between slashes.`,
      hint: 'Choose another key.',
    });
  }
  return simpleKey.test(key) ? key : key.split('/').map(encodePart).join('/');
}

/** Writes a query in the order in which it is signed. */
export function encodeQuery(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .toSorted()
    .map((name) => `${encodePart(name)}=${encodePart(query[name] ?? '')}`)
    .join('&');
}
