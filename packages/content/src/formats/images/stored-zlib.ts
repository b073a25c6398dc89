import { bigEndian, littleEndian } from '../bytes/integers.ts';

const longestBlock = 65_535;

/** A zlib stream (RFC 1950) of stored deflate blocks (RFC 1951, 3.2.4): the same bytes whatever the compressor. */
export function storedZlib(data: Uint8Array): Buffer {
  const parts: Uint8Array[] = [Buffer.from([0x78, 0x01])];
  for (let start = 0; start < data.length; start += longestBlock) {
    const block = data.subarray(start, start + longestBlock);
    const last = start + longestBlock >= data.length;
    parts.push(Buffer.from([last ? 1 : 0]), littleEndian(block.length, 2), littleEndian(0xffff - block.length, 2), block);
  }
  return Buffer.concat([...parts, bigEndian(adler32(data), 4)]);
}

/** The checksum of RFC 1950, section 9. */
function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  // 5552 bytes are the most before `b` could pass 2^32.
  for (let start = 0; start < data.length; start += 5552) {
    const end = Math.min(start + 5552, data.length);
    for (let at = start; at < end; at += 1) {
      a += data[at] ?? 0;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return b * 65_536 + a;
}
