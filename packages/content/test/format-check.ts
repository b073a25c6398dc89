/** How the files of one extension are checked; the table of the README is made of these. */
export interface FormatCheck {
  /** What `file --mime-type` says of them. */
  readonly detected: string;
  /** What opens them, as the table says it. */
  readonly readers: string;
  /** Commands it needs. A machine without one of them skips the check, but in CI they are required. @default none */
  readonly commands?: readonly string[];
  /** Compilers it needs: skipped aloud where one is missing, in CI too. @default none */
  readonly compilers?: readonly string[];
  /** Opens them with the format's own readers and fails when one of them complains. */
  open(files: readonly MadeFile[]): void | Promise<void>;
}

/** A file that was made and written. */
export interface MadeFile {
  readonly recipe: string;
  readonly path: string;
  readonly bytes: Buffer;
}
