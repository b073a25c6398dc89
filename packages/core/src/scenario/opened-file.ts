/** A file opened to be uploaded; an `UploadFile` that must be closed. */
export interface OpenedFile {
  /** Length in bytes when it was opened. */
  readonly size: number;
  /** Media type. */
  readonly type: string;
  readonly name: string;
  /** Where it was read from; absent for content made in memory. */
  readonly path?: string;
  /** Where it lies for its owner; absent for no folder. */
  readonly folder?: string;
  /** Says which bytes it has, where it was made by the content port. */
  readonly recipe?: string;
  /** The content from its beginning; may be called again. Fails with `body_size_mismatch` when it is no longer `size` bytes. */
  stream(): AsyncIterable<Uint8Array>;
  /** Lets the file go; may be called again. */
  close(): Promise<void>;
}
