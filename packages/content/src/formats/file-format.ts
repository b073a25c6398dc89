import type { ContentSeed } from '../seed/content-seed.ts';
import type { FileKind } from './file-kind.ts';

/** How files of one extension are made. */
export interface FileFormat {
  /** Without the dot: `png`, `tar.gz`. */
  readonly extension: string;
  readonly kind: FileKind;
  /** Media type. */
  readonly type: string;
  /** The smallest valid file; smaller wishes are raised to it. */
  readonly minimumBytes: number;
  /**
   * The bytes of a file of exactly `size` bytes (at least `minimumBytes`), in pieces of at most 1 MiB, made while they are read; the same for the
   * same seed and size. Pieces are never written to again: a reader may keep them.
   */
  chunks(size: number, seed: ContentSeed): Iterable<Uint8Array>;
}
