import { crc32 } from 'node:zlib';

/** The longest stored block of deflate. */
const longestBlock = 0xffff;
const blockHeader = 5;
const trailerBytes = 8;

/** Which content is packed. */
export interface StoredGzip {
  /** The name of the file inside; Latin-1. */
  readonly name: string;
  readonly modified: Date;
  /** Makes exactly so many bytes of the content. */
  content(size: number): Iterable<Uint8Array>;
}

/** The smallest gzip file of a name, for a content of so many bytes up to 64 KiB. */
export function leastGzipBytes(name: string, contentBytes: number): number {
  return 10 + name.length + 1 + blockHeader + contentBytes + trailerBytes;
}

/**
 * A gzip file of exactly `size` bytes whose content is in stored blocks: RFC 1952 (2.3, the file) and RFC 1951 (3.2.4, the blocks). The number
 * of blocks follows from the size, so that any size has its content.
 */
export function* storedGzip(size: number, { name, modified, content }: StoredGzip): Generator<Uint8Array, void> {
  const head = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.from(`${name}\0`, 'latin1')]);
  head.writeUInt32LE(modified.getTime() / 1000, 4);
  yield head;
  const packed = size - head.length - trailerBytes;
  const contentSize = packed - blockHeader * Math.ceil(packed / (longestBlock + blockHeader));
  const trailer = Buffer.alloc(trailerBytes);
  let crc = 0;
  for (const block of storedBlocks(content(contentSize), packed)) {
    crc = crc32(block.subarray(blockHeader), crc);
    yield block;
  }
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(contentSize % 2 ** 32, 4);
  yield trailer;
}

/** Stored blocks that are `packed` bytes together; all but the last are full, or the last two when one more would be too much. */
function* storedBlocks(content: Iterable<Uint8Array>, packed: number): Generator<Buffer, void> {
  const source = content[Symbol.iterator]();
  let ahead: Uint8Array = new Uint8Array();
  for (let left = packed; left > 0;) {
    const rest = left - longestBlock - blockHeader;
    // What is left must be nothing, or at least the header of a block.
    const length = rest > 0 && rest < blockHeader ? left - blockHeader : Math.min(left, longestBlock + blockHeader);
    const block = Buffer.allocUnsafeSlow(length);
    block[0] = left === length ? 1 : 0;
    block.writeUInt16LE(length - blockHeader, 1);
    block.writeUInt16LE(~(length - blockHeader) & 0xffff, 3);
    for (let at = blockHeader; at < length;) {
      if (ahead.length === 0) {
        const next = source.next();
        if (next.done === true) throw new Error('The content is shorter than was asked for.');
        ahead = next.value;
      }
      const piece = ahead.subarray(0, length - at);
      block.set(piece, at);
      at += piece.length;
      ahead = ahead.subarray(piece.length);
    }
    yield block;
    left -= length;
  }
}
