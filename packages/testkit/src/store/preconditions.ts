import { StoreError } from './store-error.ts';
import type { DeleteMarker, StoredObject } from './stored-object.ts';

type Headers = ReadonlyMap<string, string>;

/**
 * Whether a download may be left out as not modified, by {@link https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 | RFC 9110 13.2.2}.
 *
 * @throws StoreError `PreconditionFailed`
 */
export function isNotModified(headers: Headers, { etag, modifiedAt }: StoredObject): boolean {
  const ifMatch = headers.get('if-match');
  const ifNoneMatch = headers.get('if-none-match');
  const unmodifiedSince = ifMatch === undefined ? dateOf(headers, 'if-unmodified-since') : undefined;
  if (ifMatch !== undefined && !matches(ifMatch, etag)) fail('If-Match');
  if (unmodifiedSince !== undefined && modifiedAt > unmodifiedSince) fail('If-Unmodified-Since');
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag);
  const modifiedSince = dateOf(headers, 'if-modified-since');
  return modifiedSince !== undefined && modifiedAt <= modifiedSince;
}

/**
 * Checks whether an object may be written or deleted.
 *
 * @throws StoreError `PreconditionFailed`; `NoSuchKey` for an entity tag of nothing; `NotImplemented` for conditions that S3 does not know
 */
export function checkWrite(headers: Headers, current: StoredObject | DeleteMarker | undefined): void {
  const ifMatch = headers.get('if-match');
  const ifNoneMatch = headers.get('if-none-match');
  const etag = current?.isDeleteMarker === false ? current.etag : undefined;
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() !== '*') throw new StoreError('NotImplemented', { elements: { Header: 'If-None-Match' } });
    if (etag !== undefined) fail('If-None-Match');
  }
  if (ifMatch === undefined) return;
  if (etag === undefined) throw new StoreError('NoSuchKey');
  if (!matches(ifMatch, etag)) fail('If-Match');
}

function matches(header: string, etag: string): boolean {
  return header.split(',').some((token) => token.trim() === '*' || token.trim().replace(/^W\//, '').replaceAll('"', '') === etag);
}

function dateOf(headers: Headers, name: string): number | undefined {
  const time = Date.parse(headers.get(name) ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function fail(condition: string): never {
  throw new StoreError('PreconditionFailed', { elements: { Condition: condition } });
}
