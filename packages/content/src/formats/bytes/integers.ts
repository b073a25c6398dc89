/** An unsigned integer of 1 to 8 bytes, the least significant first. */
export function littleEndian(value: number, byteLength: number): Buffer {
  const bytes = Buffer.alloc(byteLength);
  let rest = value;
  for (let at = 0; at < byteLength; at += 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** An unsigned integer of 1 to 8 bytes, the most significant first. */
export function bigEndian(value: number, byteLength: number): Buffer {
  return Buffer.from(littleEndian(value, byteLength).toReversed());
}
