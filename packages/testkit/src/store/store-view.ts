import { hash } from 'node:crypto';
import { bucketNamed, type StoreState } from './store-state.ts';
import type { StoredObject } from './stored-object.ts';

/** An object as a test sees it. */
export interface LoopbackObject {
  readonly key: string;
  /** Length in bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly contentType: string;
  /** By name without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, whole seconds. */
  readonly modifiedAt: number;
  readonly body: () => Buffer;
}

/** A multipart upload that was neither completed nor aborted. */
export interface LoopbackUpload {
  readonly key: string;
  readonly uploadId: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly initiatedAt: number;
  readonly parts: readonly { readonly number: number; readonly size: number; readonly etag: string }[];
}

/** An object that a test puts there. */
export interface PutOptions {
  readonly body?: string | Uint8Array;
  /** @default binary/octet-stream */
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, for objects of another day. @default now */
  readonly modifiedAt?: number;
}

/** A store as a test looks into it, behind its protocol. */
export interface StoreView {
  /** The objects of a bucket in the order of a listing; those hidden by delete markers are left out. Throws when there is no such bucket. */
  readonly objects: (bucket: string) => readonly LoopbackObject[];
  /** The open multipart uploads of a bucket. Throws when there is no such bucket. */
  readonly uploads: (bucket: string) => readonly LoopbackUpload[];
  /** Puts an object without a request. Throws when there is no such bucket. */
  readonly put: (bucket: string, key: string, options?: PutOptions) => void;
  /** How many bytes the store holds: objects, their versions, and parts of uploads. */
  readonly bytes: () => number;
}

/** Looks into a store. */
export function createStoreView(state: StoreState): StoreView {
  return {
    objects(name) {
      const bucket = bucketNamed(state, name);
      return bucket.keys().flatMap((key) => {
        const found = bucket.current(key);
        return found?.isDeleteMarker === false ? [viewOf(found)] : [];
      });
    },
    uploads: (name) =>
      bucketNamed(state, name)
        .uploads.all()
        .map(({ key, id, initiatedAt, parts }) => ({
          key,
          uploadId: id,
          initiatedAt,
          parts: [...parts.values()].map(({ number, size, md5 }) => ({ number, size, etag: md5 })).toSorted((a, b) => a.number - b.number),
        })),
    put(name, key, { body = '', contentType = 'binary/octet-stream', metadata = {}, modifiedAt } = {}) {
      const bytes = Buffer.from(body);
      const named = Object.entries(metadata).map(([word, value]) => [`x-amz-meta-${word.toLowerCase()}`, value] as const);
      const headers = { 'content-type': contentType, ...Object.fromEntries(named) };
      const content = { pieces: [bytes], size: bytes.length, etag: hash('md5', bytes, 'hex'), headers, checksum: undefined };
      bucketNamed(state, name).put(key, content, modifiedAt);
    },
    bytes: () => state.bytes.held(),
  };
}

function viewOf({ key, size, etag, headers, modifiedAt, pieces }: StoredObject): LoopbackObject {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  return {
    key,
    size,
    etag,
    contentType: headers['content-type'] ?? '',
    metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice('x-amz-meta-'.length), value])),
    modifiedAt,
    body: () => Buffer.concat(pieces),
  };
}
