import type { StoredChecksum } from './checksum.ts';

/** What is kept of an upload. */
export interface ObjectContent {
  readonly pieces: readonly Buffer[];
  /** Length in bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Headers that a download gives back, by lower-case name: the content type, `x-amz-meta-*` and others. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum: StoredChecksum | undefined;
}

/** One version of an object. */
export interface StoredObject extends ObjectContent {
  readonly isDeleteMarker: false;
  readonly key: string;
  readonly versionId: string;
  /** Milliseconds since 1970, whole seconds, as S3 keeps them. */
  readonly modifiedAt: number;
}

/** What hides the versions below it. */
export interface DeleteMarker {
  readonly isDeleteMarker: true;
  readonly key: string;
  readonly versionId: string;
  readonly modifiedAt: number;
}

/** The bytes between two offsets, without a copy. */
export function* slicePieces(pieces: readonly Buffer[], start: number, end: number): Generator<Buffer, void> {
  let at = 0;
  for (const piece of pieces) {
    if (at >= end) return;
    if (at + piece.length > start) yield piece.subarray(Math.max(0, start - at), end - at);
    at += piece.length;
  }
}
