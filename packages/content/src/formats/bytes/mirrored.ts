/** A copy in which every byte has its bits the other way round. */
export function mirrored(bytes: Uint8Array): Uint8Array {
  // Four bytes at a time: neighbouring bits are swapped, then pairs, then halves.
  const words = new Int32Array(Math.ceil(bytes.length / 4));
  const copy = new Uint8Array(words.buffer, 0, bytes.length);
  copy.set(bytes);
  for (let at = 0; at < words.length; at += 1) {
    let word = words[at] ?? 0;
    word = ((word >>> 1) & 0x55555555) | ((word & 0x55555555) << 1);
    word = ((word >>> 2) & 0x33333333) | ((word & 0x33333333) << 2);
    words[at] = ((word >>> 4) & 0x0f0f0f0f) | ((word & 0x0f0f0f0f) << 4);
  }
  return copy;
}
