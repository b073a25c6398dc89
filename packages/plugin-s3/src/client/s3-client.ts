import type { ActionContext, HttpSession, HttpStreamBody } from '@rushhour/core';

/** One request of somebody: through whose session it goes, what cuts it, and who records it. */
export interface S3Call {
  readonly http: HttpSession;
  /** Cuts the request; not needed where the engine cuts the session. */
  readonly signal?: AbortSignal;
  /** Begins the client span. @default none is recorded */
  readonly startSpan?: ActionContext['startSpan'];
  /** Signs with a secret that is surely wrong, on purpose. */
  readonly badCredentials?: boolean;
  /** Through whose session a large upload that failed is aborted: one that is not cut with it. @default `http` */
  readonly rescue?: HttpSession;
}

/** Which object. */
export interface ObjectAddress {
  readonly bucket: string;
  /** As people read it: any UTF-8, not encoded. */
  readonly key: string;
}

/** An object, or one version of it. */
export interface ObjectVersionAddress extends ObjectAddress {
  readonly versionId?: string;
}

/** What an object is to be. */
export interface ObjectContent {
  /** Bytes are signed and carry a checksum; what is streamed has an exact length and no signature of its own. */
  readonly body: Uint8Array | HttpStreamBody;
  /** Media type. */
  readonly type: string;
  /** User metadata: names in lower case, values of printable ASCII, both without `x-amz-meta-`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Storage class, such as `STANDARD_IA`. @default the store's own */
  readonly storageClass?: string;
  /** SHA-256 of the bytes in hexadecimal digits, where it is at hand. */
  readonly sha256?: string;
  /** Sends a checksum that is surely wrong, on purpose. Of bytes only. */
  readonly corruptChecksum?: boolean;
}

/** What is stored of an object beside its bytes. */
export interface ObjectHead {
  readonly key: string;
  /** Bytes of the whole object, also when only a range of it was asked for. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since 1970 by the store's clock. */
  readonly lastModified: number;
  /** Media type. */
  readonly type: string;
  readonly versionId?: string;
  /** User metadata by lower-case name without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** An object that was read. */
export interface ObjectAnswer extends ObjectHead {
  /** Bytes that were read: those of the range, when there was one. */
  readonly bytesReceived: number;
}

/** What of an object is read, and where it goes. */
export interface ReadOptions {
  /** First and last byte, both included; `to` absent: to the end; `from` absent: the last `to` bytes. */
  readonly range?: { readonly from?: number; readonly to?: number };
  /** Receives the bytes piece by piece, and what is stored beside them; the next piece waits for its promise. @default they are counted and let go */
  readonly sink?: (chunk: Uint8Array, head: ObjectHead) => void | Promise<void>;
}

/** What is to be listed. */
export interface ListQuery {
  readonly bucket: string;
  readonly prefix?: string;
  /** Groups what follows the prefix up to it: `/` lists a folder. */
  readonly delimiter?: string;
  /** Keys after this one. */
  readonly startAfter?: string;
  /** `nextToken` of the page before. */
  readonly continuationToken?: string;
  /** @default the store's, 1000 */
  readonly pageSize?: number;
}

/** An object in a listing. */
export interface ListedObject {
  readonly key: string;
  readonly size: number;
  /** Milliseconds since 1970 by the store's clock. */
  readonly lastModified: number;
  /** Without quotes. */
  readonly etag: string;
}

/** A page of a listing. */
export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  /** What was grouped by the delimiter. */
  readonly prefixes: readonly string[];
  /** Asks for the next page; absent on the last. */
  readonly nextToken?: string;
}

/** Which versions are to be listed. */
export interface VersionQuery {
  readonly bucket: string;
  readonly prefix?: string;
  /** `nextKeyMarker` of the page before. */
  readonly keyMarker?: string;
  /** `nextVersionIdMarker` of the page before. */
  readonly versionIdMarker?: string;
  /** @default the store's, 1000 */
  readonly pageSize?: number;
}

/** A version of an object, or the mark of its deletion. */
export interface ObjectVersion {
  readonly key: string;
  /** `null` for what was stored before the bucket was versioned. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isDeleteMarker: boolean;
  /** 0 for a delete marker. */
  readonly size: number;
  /** Milliseconds since 1970 by the store's clock. */
  readonly lastModified: number;
  /** Without quotes; empty for a delete marker. */
  readonly etag: string;
}

/** A page of versions. */
export interface VersionPage {
  readonly versions: readonly ObjectVersion[];
  /** Both absent on the last page. */
  readonly nextKeyMarker?: string;
  readonly nextVersionIdMarker?: string;
}

/** Which open multipart uploads are to be listed. */
export interface UploadQuery {
  readonly bucket: string;
  readonly prefix?: string;
  /** `nextKeyMarker` of the page before. */
  readonly keyMarker?: string;
  /** `nextUploadIdMarker` of the page before. */
  readonly uploadIdMarker?: string;
}

/** A multipart upload that was begun and neither completed nor aborted. */
export interface OpenUpload {
  readonly key: string;
  readonly uploadId: string;
  /** Milliseconds since 1970 by the store's clock. */
  readonly initiated: number;
}

/** A page of open multipart uploads. */
export interface UploadPage {
  readonly uploads: readonly OpenUpload[];
  /** Both absent on the last page. */
  readonly nextKeyMarker?: string;
  readonly nextUploadIdMarker?: string;
}

/** What became of one object of many that were to be removed. */
export interface RemovedObject {
  readonly key: string;
  readonly versionId?: string;
  /** Why it was not removed, in the store's words; absent when the store says it was. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** A large object, read once. */
export interface LargeContent {
  readonly body: HttpStreamBody;
  /** Media type. */
  readonly type: string;
  /** As in {@link ObjectContent}. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** As in {@link ObjectContent}. */
  readonly storageClass?: string;
}

/** How a large object is sent. */
export interface LargeUploadOptions {
  /** Bytes of a part, 5 MiB or more. */
  readonly partSize: number;
  /** Parts sent at the same time. */
  readonly concurrency: number;
  /** Told once, before the first part is sent; parts wait for its promise. */
  readonly onUploadId: (id: string) => Promise<void> | void;
  /** Told when the upload failed and was begun: whether the store confirms that nothing of it is left. */
  readonly onAborted?: (isGone: boolean) => void;
}

/** What was stored. */
export interface StoredObject {
  /** Without quotes. */
  readonly etag: string;
  /** In a versioned bucket. */
  readonly versionId?: string;
}

/**
 * What rushhour does with an S3-compatible store. Every method rejects with a RushhourError: `s3_auth`, `s3_bucket`, `s3_key`,
 * `s3_throttled`, `s3_checksum`, `s3_server`, `s3_request`, or what the network said (`dns_error`, `connection_refused`...).
 */
export interface S3Client {
  /** Stores an object in one request. */
  put(object: ObjectAddress, content: ObjectContent, call: S3Call): Promise<StoredObject>;
  /** Reads an object. Rejects with `s3_key` when there is none. */
  get(object: ObjectVersionAddress, options: ReadOptions, call: S3Call): Promise<ObjectAnswer>;
  /** Looks at an object; undefined when there is none (a delete marker is none). */
  head(object: ObjectVersionAddress, call: S3Call): Promise<ObjectHead | undefined>;
  /** Lists one page (ListObjectsV2). */
  list(query: ListQuery, call: S3Call): Promise<ObjectPage>;
  /** Removes an object; that there was none is no error. */
  remove(object: ObjectVersionAddress, call: S3Call): Promise<{ readonly deleteMarker?: boolean; readonly versionId?: string }>;
  /** Removes up to 1000 objects: in one request where the store can, else one by one. One outcome for each object, in their order. */
  removeMany(
    bucket: string,
    objects: readonly { readonly key: string; readonly versionId?: string }[],
    call: S3Call,
  ): Promise<readonly RemovedObject[]>;
  /** Lists one page of versions and delete markers, in the order of keys. */
  listVersions(query: VersionQuery, call: S3Call): Promise<VersionPage>;
  /** Whether there is such a bucket. Rejects with `s3_auth` when it may not be seen. */
  bucketExists(bucket: string, call: S3Call): Promise<boolean>;
  /** Makes a bucket; that it is ours already is no error. */
  createBucket(bucket: string, call: S3Call): Promise<void>;
  /** Removes an empty bucket; that there was none is no error. */
  removeBucket(bucket: string, call: S3Call): Promise<void>;
  /** Lists one page of open multipart uploads. */
  listUploads(query: UploadQuery, call: S3Call): Promise<UploadPage>;
  /** Aborts a multipart upload. True only when the store confirms that nothing of it is left. */
  abortUpload(upload: ObjectAddress & { readonly uploadId: string }, call: S3Call): Promise<boolean>;
  /**
   * Stores an object in parts, a bounded number of them in memory. When it fails or is cut, every part under way is cut, and the upload is
   * aborted and the abort confirmed, before the promise rejects with what went wrong; `onAborted` of the options is told how that went.
   */
  uploadLarge(object: ObjectAddress, content: LargeContent, options: LargeUploadOptions, call: S3Call): Promise<StoredObject>;
  /** Milliseconds the store's clock is ahead of ours, by its `Date`; 0 before the first answer. */
  readonly clockOffsetMs: number;
}
