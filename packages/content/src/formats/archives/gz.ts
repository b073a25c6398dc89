import { bulkPieces } from '../../seed/bulk-pieces.ts';
import { drawWord } from '../../words/words.ts';
import type { FileFormat } from '../file-format.ts';
import { drawArchiveContent } from './archive-content.ts';
import { storedGzip } from './stored-gzip.ts';

/** Single files packed with gzip. */
export const gz: FileFormat = {
  extension: 'gz',
  kind: 'archives',
  type: 'application/gzip',
  minimumBytes: 100,
  chunks: (size, seed) =>
    storedGzip(size, {
      name: `${drawWord(seed.random().fork('inside'))}.dump`,
      modified: drawArchiveContent(size, seed).modified,
      content: (contentSize) => bulkPieces(seed.bytes(), contentSize),
    }),
};
