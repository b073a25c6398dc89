import { expect, test } from 'vitest';
import { oggPage, oggPageBytes } from './ogg-page.ts';

/** The checksum of RFC 3533, bit by bit, of a page whose own is taken as zero. */
function checksumOf(page: Buffer): number {
  let value = 0;
  const bytes = Buffer.from(page);
  bytes.fill(0, 22, 26);
  for (const byte of bytes) {
    value ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  }
  return value >>> 0;
}

test('the checksum is that of the specification, whatever the length', () => {
  for (const length of [0, 1, 2, 3, 254, 255, 256, 1274]) {
    const page = oggPage({ serial: 7, sequence: 3, position: 960, packets: [Buffer.alloc(length, 0xa5)] });
    expect(page).toHaveLength(oggPageBytes([length]));
    expect(page.readUInt32LE(22)).toBe(checksumOf(page));
  }
});

test('a packet of 255 bytes ends with an empty segment', () => {
  expect([...oggPage({ serial: 7, sequence: 0, position: 0, packets: [Buffer.alloc(255), Buffer.alloc(3)] }).subarray(26, 30)]).toEqual([
    3, 255, 0, 3,
  ]);
});
