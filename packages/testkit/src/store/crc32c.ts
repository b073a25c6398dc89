const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f6_3b78 : value >>> 1;
  return value;
});

/** CRC-32C (Castagnoli), {@link https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4 | RFC 3720 B.4}; `before` goes on where another call ended. */
export function crc32c(data: Uint8Array, before = 0): number {
  let value = ~before;
  for (const byte of data) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}
