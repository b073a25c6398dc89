import type { BulkBytes } from '../../seed/bulk-bytes.ts';

/** A sub-block of GIF: its length, then at most 255 bytes. */
const blockBytes = 256;

/** Data as the sub-blocks of GIF89a (section 15), with their terminator. */
export function subBlocks(data: Uint8Array): Buffer {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < data.length; start += blockBytes - 1) {
    const content = data.subarray(start, start + blockBytes - 1);
    parts.push(Buffer.from([content.length]), content);
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** Sub-blocks of incompressible bytes, `total` bytes with their lengths and terminator: 3 at least. */
export function* subBlocksOfBallast(bytes: BulkBytes, total: number): Generator<Uint8Array> {
  const rest = (total - 1) % blockBytes;
  let full = total - 1 - rest;
  // One byte has no room for a length and a content: a full block gives up one of its own.
  if (rest === 1) {
    yield block(bytes, 2);
    yield block(bytes, blockBytes - 1);
    full -= blockBytes;
  } else if (rest > 1) {
    yield block(bytes, rest);
  }
  const pieceBytes = 1024 * blockBytes;
  for (let left = full; left > 0; left -= pieceBytes) {
    const piece = bytes.next(Math.min(left, pieceBytes));
    for (let at = 0; at < piece.length; at += blockBytes) piece[at] = blockBytes - 1;
    yield piece;
  }
  yield Buffer.from([0]);
}

function block(bytes: BulkBytes, length: number): Uint8Array {
  const piece = bytes.next(length);
  piece[0] = length - 1;
  return piece;
}
