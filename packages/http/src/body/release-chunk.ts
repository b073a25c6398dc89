/** `ArrayBuffer.prototype.transfer` of ES2024, which every supported Node has and the types here do not know yet. */
interface Transferable {
  transfer?(length: number): unknown;
}

/**
 * Gives the memory of a piece back at once, when nobody else will look at it. Left to the garbage collector, the pieces of a fast
 * download pile up to 100 MB before it looks. A piece that shares its memory is left alone.
 */
export function releaseChunk({ buffer, byteLength }: Uint8Array): void {
  // The boundary to a newer standard: every buffer has this method.
  if (buffer.byteLength === byteLength) (buffer as Transferable).transfer?.(0);
}
