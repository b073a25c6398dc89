import type { FileFormat } from '../file-format.ts';
import { drawArchiveContent } from './archive-content.ts';
import { storedGzip, leastGzipBytes } from './stored-gzip.ts';
import { leastTarBytes, tarPieces } from './tar-pieces.ts';

/** What a tar is called inside its gzip file. */
const name = 'archive.tar';

/** Tar archives packed with gzip. */
export const tarGz: FileFormat = {
  extension: 'tar.gz',
  kind: 'archives',
  type: 'application/gzip',
  minimumBytes: leastGzipBytes(name, leastTarBytes),
  chunks(size, seed) {
    const content = drawArchiveContent(size, seed);
    return storedGzip(size, {
      name,
      modified: content.modified,
      content: (tarSize) => tarPieces(tarSize, content, seed.bytes()),
    });
  },
};
