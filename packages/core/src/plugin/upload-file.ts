import type { HttpStreamBody } from './http-port.ts';

/** The file of an `upload`: opened before the action starts, so that its size is that of what is sent. */
export interface UploadFile extends HttpStreamBody {
  /** Where it was read from, for the journal; absent for content made in memory. */
  readonly path?: string;
}

/** Content given in code instead of a path. */
export interface FileContent {
  readonly name: string;
  /** @default application/octet-stream */
  readonly type?: string;
  readonly data: string | Uint8Array;
}
