import type { FileFormat } from '../file-format.ts';
import { drawArchiveContent } from './archive-content.ts';
import { leastTarBytes, tarPieces } from './tar-pieces.ts';

/** Tar archives. */
export const tar: FileFormat = {
  extension: 'tar',
  kind: 'archives',
  type: 'application/x-tar',
  minimumBytes: leastTarBytes,
  chunks: (size, seed) => tarPieces(size, drawArchiveContent(size, seed), seed.bytes()),
};
