/** Content given in code instead of a path. */
export interface FileContent {
  readonly name: string;
  /** Media type. @default by the extension of the name, else application/octet-stream */
  readonly type?: string;
  readonly data: string | Uint8Array;
}
