import { createHash } from 'node:crypto';

const blockBytes = 65_536;

/** A file of a test site: the same bytes for the same size, on any machine, in constant memory. */
export interface TestFile {
  /** Length in bytes. */
  readonly size: number;
  /** The bytes, 64 KiB at a time. */
  chunks(): Generator<Uint8Array, void>;
  /** Their SHA-256 in lower-case hex; reads them all. */
  sha256(): string;
}

/** Makes a file of a size. Each 64 KiB begins with its number, so that a missing or doubled piece changes the checksum. */
export function testFile(size: number): TestFile {
  function* chunks(): Generator<Uint8Array, void> {
    const noise = noiseBlock();
    for (let sent = 0; sent < size; sent += blockBytes) {
      const block = Buffer.from(noise.subarray(0, Math.min(blockBytes, size - sent)));
      if (block.length >= 8) block.writeBigUInt64BE(BigInt(sent / blockBytes), 0);
      yield block;
    }
  }
  return {
    size,
    chunks,
    sha256() {
      const hash = createHash('sha256');
      for (const chunk of chunks()) hash.update(chunk);
      return hash.digest('hex');
    },
  };
}

/** 64 KiB that do not compress: Marsaglia's xorshift32 from a fixed start. */
function noiseBlock(): Uint8Array {
  const block = new Uint8Array(blockBytes);
  let state = 0x9e3779b9;
  for (let at = 0; at < blockBytes; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block[at] = state;
  }
  return block;
}
