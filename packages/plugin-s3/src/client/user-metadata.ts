import { RushhourError, type HttpHead } from '@rushhour/core';

const prefix = 'x-amz-meta-';
const name = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;
const value = /^[\x20-\x7e]*$/;

/**
 * User metadata as headers.
 *
 * @throws RushhourError `params_invalid` for a name that is not in lower case, or a value that is not printable ASCII: stores do not agree on
 * what others mean.
 */
export function metadataHeaders(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).map(([key, text]) => {
      if (!name.test(key) || !value.test(text)) {
        throw new RushhourError('params_invalid', {
          message: `The metadata "${key.slice(0, 100)}" cannot be stored: its name must be in lower case, its value printable ASCII.`,
        });
      }
      return [prefix + key, text];
    }),
  );
}

/** User metadata of an answer, by name without the prefix. */
export function userMetadata(reply: HttpHead): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {};
  for (const header of reply.headerNames()) {
    if (header.startsWith(prefix)) metadata[header.slice(prefix.length)] = reply.header(header) ?? '';
  }
  return metadata;
}
