import type { Readable } from 'node:stream';

/** A body ready to be sent. */
export interface Body {
  /** Value of the Content-Type header. */
  readonly type: string;
  /** Length in bytes, exact: value of the Content-Length header. */
  readonly length: number;
  /** Whether `open` may be called again, for a redirect that keeps the body or a resend. */
  readonly replayable: boolean;
  /** The content. A stream is the caller's to destroy, and fails with `body_size_mismatch` when it is not `length` bytes long. */
  open(): string | Uint8Array | Readable;
}
