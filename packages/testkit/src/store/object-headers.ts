import { checksumHeader, type StoredChecksum } from './checksum.ts';
import { StoreError } from './store-error.ts';
import type { StoredObject } from './stored-object.ts';

const kept = new Set(['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires']);
const unknown = /^x-amz-(?:copy-source|tagging$|server-side-encryption|object-lock|website-redirect|write-offset|grant)/;
const maxMetadataBytes = 2048;

/**
 * The headers of an upload that a download gives back.
 *
 * @throws StoreError `MetadataTooLarge`, and `NotImplemented` for headers that would change what is stored
 */
export function readObjectHeaders(headers: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const found: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  let metadataBytes = 0;
  for (const [name, value] of headers) {
    if (name.startsWith('x-amz-')) {
      if (unknown.test(name)) throw new StoreError('NotImplemented', { elements: { Header: name } });
      if (name.startsWith('x-amz-meta-')) {
        found[name] = value;
        metadataBytes += name.length - 'x-amz-meta-'.length + value.length;
      }
    } else if (kept.has(name)) {
      const text = name === 'content-encoding' ? withoutFraming(value) : value;
      if (text !== '') found[name] = text;
    }
  }
  if (metadataBytes > maxMetadataBytes) throw new StoreError('MetadataTooLarge');
  return found;
}

/** What `GetObject` and `HeadObject` say of an object, but for its length. */
export function describeObject(
  { headers, etag, modifiedAt, versionId, checksum }: StoredObject,
  options: ObjectHeaderOptions,
): Record<string, string> {
  return {
    ...headers,
    'accept-ranges': 'bytes',
    'last-modified': new Date(modifiedAt).toUTCString(),
    etag: `"${etag}"`,
    ...(options.isVersioned && { 'x-amz-version-id': versionId }),
    ...(options.showsChecksum && checksum !== undefined && checksumHeaders(checksum)),
  };
}

/** What a description of an object holds beside what it always does. */
export interface ObjectHeaderOptions {
  readonly isVersioned: boolean;
  readonly showsChecksum: boolean;
}

/** A checksum as headers. */
export function checksumHeaders({ algorithm, value, type }: StoredChecksum): Record<string, string> {
  return { [checksumHeader(algorithm)]: value, 'x-amz-checksum-type': type };
}

function withoutFraming(encoding: string): string {
  return encoding
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== 'aws-chunked' && token !== '')
    .join(',');
}
