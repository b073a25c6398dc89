import { crc32 } from 'node:zlib';
import type { BulkBytes } from './bulk-bytes.ts';

/** Bytes of a piece: large enough that what each piece costs does not count, small enough for the cache of a processor. */
const pieceBytes = 256 * 1024;

/** So many of the bytes, in pieces. */
export function* bulkPieces(bytes: BulkBytes, length: number): Generator<Uint8Array, void> {
  for (let left = length; left > 0;) {
    const piece = bytes.next(Math.min(left, pieceBytes));
    left -= piece.length;
    yield piece;
  }
}

/** Bytes {@link sealedPieces} makes at least. */
export const sealBytes = 4;

/**
 * The CRC-32 of everything that ends with its own CRC-32, little endian: the residue of the polynomial (IEEE 802.3, 3.2.9; ITU-T V.42, 8.1.1.6.2),
 * complemented.
 */
export const sealedCrc = 0x2144df1c;

/** So many of the bytes, the last four of them the CRC-32 of the others: so the CRC of all is {@link sealedCrc}, known before one is made. */
export function sealedPieces(bytes: BulkBytes, length: number): Generator<Uint8Array, void> {
  return sealed(bulkPieces(bytes, length - sealBytes));
}

/** Pieces, and the CRC-32 of all of them behind. */
export function* sealed(pieces: Iterable<Uint8Array>): Generator<Uint8Array, void> {
  let crc = 0;
  for (const piece of pieces) {
    crc = crc32(piece, crc);
    yield piece;
  }
  const seal = Buffer.alloc(sealBytes);
  seal.writeUInt32LE(crc);
  yield seal;
}
