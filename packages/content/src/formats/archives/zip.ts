import type { FileFormat } from '../file-format.ts';
import { sealedPieces } from '../../seed/bulk-pieces.ts';
import { drawArchiveContent } from './archive-content.ts';
import { storedZip } from './stored-zip.ts';

/** Zip archives, their entries stored. */
export const zip: FileFormat = {
  extension: 'zip',
  kind: 'archives',
  type: 'application/zip',
  minimumBytes: 256,
  chunks: (size, seed) => storedZip(size, drawArchiveContent(size, seed), (length) => sealedPieces(seed.bytes(), length)),
};
