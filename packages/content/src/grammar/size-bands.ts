import type { FileKind } from '../formats/file-kind.ts';

/** A band of sizes. */
export type BandName = 'small' | 'medium' | 'large';

/** The bands of sizes, smallest first. */
export const bandNames: readonly BandName[] = ['small', 'medium', 'large'];

/** Sizes that belong together; within a band every size is as likely as another. */
export interface SizeBand {
  /** The share of files that are in this band. */
  readonly weight: number;
  /** The smallest of it. */
  readonly minBytes: number;
  /** The largest of it, but for the rare ones. */
  readonly maxBytes: number;
  /** A few of the band are larger still: this share of them, from `maxBytes` up to here. */
  readonly rare?: { readonly share: number; readonly maxBytes: number };
}

const KB = 1e3;
const MB = 1e6;
const GB = 1e9;

/** One in twenty of the large ones. */
const rareShare = 0.05;

/**
 * How large files of each kind are, where nobody says otherwise. Archives and media have large ones `up to 2 GB` and `up to 1 GB`: these are the
 * rare ones of their large band.
 */
export const sizeBands: Readonly<Record<FileKind, Readonly<Record<BandName, SizeBand>>>> = {
  documents: {
    small: { weight: 0.8, minBytes: KB, maxBytes: 100 * KB },
    medium: { weight: 0.15, minBytes: 100 * KB, maxBytes: 2 * MB },
    large: { weight: 0.05, minBytes: 2 * MB, maxBytes: 10 * MB },
  },
  images: {
    small: { weight: 0.8, minBytes: KB, maxBytes: 500 * KB },
    medium: { weight: 0.15, minBytes: 500 * KB, maxBytes: 5 * MB },
    large: { weight: 0.05, minBytes: 5 * MB, maxBytes: 20 * MB },
  },
  code: {
    small: { weight: 0.85, minBytes: 100, maxBytes: 10 * KB },
    medium: { weight: 0.12, minBytes: 10 * KB, maxBytes: 100 * KB },
    large: { weight: 0.03, minBytes: 100 * KB, maxBytes: 500 * KB },
  },
  archives: {
    small: { weight: 0.7, minBytes: 100 * KB, maxBytes: 5 * MB },
    medium: { weight: 0.25, minBytes: 5 * MB, maxBytes: 50 * MB },
    large: { weight: 0.05, minBytes: 50 * MB, maxBytes: 200 * MB, rare: { share: rareShare, maxBytes: 2 * GB } },
  },
  media: {
    small: { weight: 0.75, minBytes: 500 * KB, maxBytes: 10 * MB },
    medium: { weight: 0.2, minBytes: 10 * MB, maxBytes: 100 * MB },
    large: { weight: 0.05, minBytes: 100 * MB, maxBytes: 500 * MB, rare: { share: rareShare, maxBytes: GB } },
  },
};
