/** Pieces of at least this size pass as they are. */
const large = 32 * 1024;
/** Small pieces are joined until they are this size. */
const joinedSize = 128 * 1024;

/** The same bytes in fewer pieces: small ones are joined, so that a reader does not pay for each header. */
export function* gathered(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let small: Uint8Array[] = [];
  let smallBytes = 0;
  for (const piece of pieces) {
    const isLarge = piece.length >= large;
    if (!isLarge && piece.length > 0) {
      small.push(piece);
      smallBytes += piece.length;
    }
    if (smallBytes > 0 && (isLarge || smallBytes >= joinedSize)) {
      yield Buffer.concat(small, smallBytes);
      small = [];
      smallBytes = 0;
    }
    if (isLarge) yield piece;
  }
  if (smallBytes > 0) yield Buffer.concat(small, smallBytes);
}
