import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { BulkBytes } from '../../seed/bulk-bytes.ts';
import type { ArchiveContent } from './archive-content.ts';

const blockBytes = 512;
/** Two blocks of zeros. */
const endBytes = 2 * blockBytes;

/** The smallest tar that holds one file. */
export const leastTarBytes = 2 * blockBytes + endBytes;

/**
 * A tar of exactly `size` bytes; its last file fills it but for the end, and zeros after the end make up what is left of a block. IEEE Std
 * 1003.1-2017, pax, "ustar Interchange Format".
 */
export function* tarPieces(size: number, { entries, bulkName, modified }: ArchiveContent, bytes: BulkBytes): Generator<Uint8Array, void> {
  const head = entries.flatMap(({ name, data }) => [
    header(name, data.length, modified),
    data,
    Buffer.alloc(-data.length & (blockBytes - 1)),
  ]);
  const before = head.reduce((sum, piece) => sum + piece.length, blockBytes);
  const bulkSize = Math.floor((size - before - endBytes) / blockBytes) * blockBytes;
  yield Buffer.concat([...head, header(bulkName, bulkSize, modified)]);
  yield* bulkPieces(bytes, bulkSize);
  yield Buffer.alloc(size - before - bulkSize);
}

function header(name: string, size: number, modified: Date): Buffer {
  const block = Buffer.alloc(blockBytes);
  const octal = (value: number, at: number, length: number) => block.write(value.toString(8).padStart(length - 1, '0'), at, 'latin1');
  block.write(name, 0, 'latin1');
  octal(0o644, 100, 8);
  octal(1000, 108, 8);
  octal(1000, 116, 8);
  octal(size, 124, 12);
  octal(modified.getTime() / 1000, 136, 12);
  // The checksum is that of the header with spaces in its place.
  block.fill(' ', 148, 156);
  block.write('0', 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  block.write('office', 265, 'latin1');
  block.write('office', 297, 'latin1');
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  block[154] = 0;
  return block;
}
