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
  let crc = 0;
  const summed = function* (): Generator<Uint8Array, void> {
    for (const piece of content(contentSize)) {
      crc = crc32(piece, crc);
      yield piece;
    }
  };
  yield* storedBlocks(summed(), packed);
  const trailer = Buffer.alloc(trailerBytes);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(contentSize % 2 ** 32, 4);
  yield trailer;
}

/** Blocks handed out together: fewer pieces of memory to ask for. */
const blocksTogether = 8;

/** Stored blocks that are `packed` bytes together, several in a piece; all but the last are full, or the last two when one more would be too much. */
function* storedBlocks(content: Iterable<Uint8Array>, packed: number): Generator<Uint8Array, void> {
  const source = content[Symbol.iterator]();
  let ahead: Uint8Array = new Uint8Array();
  for (let left = packed; left > 0;) {
    const blocks = Buffer.allocUnsafeSlow(Math.min(left, blocksTogether * (longestBlock + blockHeader)));
    let at = 0;
    while (at < blocks.length) {
      const rest = left - longestBlock - blockHeader;
      // What is left must be nothing, or at least the header of a block.
      const length = rest > 0 && rest < blockHeader ? left - blockHeader : Math.min(left, longestBlock + blockHeader);
      if (at + length > blocks.length) break;
      blocks[at] = left === length ? 1 : 0;
      blocks.writeUInt16LE(length - blockHeader, at + 1);
      blocks.writeUInt16LE(~(length - blockHeader) & 0xffff, at + 3);
      const end = at + length;
      for (at += blockHeader; at < end;) {
        if (ahead.length === 0) {
          const next = source.next();
          if (next.done === true) throw new Error('The content is shorter than was asked for.');
          ahead = next.value;
        }
        const piece = ahead.subarray(0, end - at);
        blocks.set(piece, at);
        at += piece.length;
        ahead = ahead.subarray(piece.length);
      }
      left -= length;
    }
    yield at === blocks.length ? blocks : blocks.subarray(0, at);
  }
}
