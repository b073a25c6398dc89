import { crc32 } from 'node:zlib';
import { bigEndian, littleEndian } from '../bytes/integers.ts';
import { mirrored } from '../bytes/mirrored.ts';

const headerBytes = 27;
const checksumAt = 22;
/** A packet is cut into pieces of 255 bytes and one shorter one, whose lengths stand in the header. */
const segmentBytes = 255;

/** A page of Ogg, of whole packets. */
export interface OggPage {
  /** Tells its stream from others. */
  readonly serial: number;
  readonly sequence: number;
  /** The samples so far, with those of this page. */
  readonly position: number;
  readonly first?: boolean;
  readonly last?: boolean;
  /** At most 255 segments in all. */
  readonly packets: readonly Uint8Array[];
}

/** Bytes of a page of packets of such lengths. */
export function oggPageBytes(packetLengths: readonly number[]): number {
  return packetLengths.reduce((sum, length) => sum + length + Math.floor(length / segmentBytes) + 1, headerBytes);
}

/** A page of the one logical stream of a file (RFC 3533, section 6). */
export function oggPage({ serial, sequence, position, first = false, last = false, packets }: OggPage): Buffer {
  const lacing: number[] = [];
  for (const { length } of packets) {
    for (let left = length; left >= segmentBytes; left -= segmentBytes) lacing.push(segmentBytes);
    lacing.push(length % segmentBytes);
  }
  const page = Buffer.concat([
    Buffer.from('OggS\0'),
    Buffer.from([(first ? 2 : 0) + (last ? 4 : 0)]),
    littleEndian(position, 8),
    littleEndian(serial, 4),
    littleEndian(sequence, 4),
    littleEndian(0, 4),
    Buffer.from([lacing.length, ...lacing]),
    ...packets,
  ]);
  page.writeUInt32LE(oggChecksum(page), checksumAt);
  return page;
}

/** The checksum of RFC 3533: that of zlib with the bits of every byte the other way round, beginning and ending with no complement. */
function oggChecksum(page: Uint8Array): number {
  const checksum = ~crc32(mirrored(page), 0xffffffff) >>> 0;
  return Buffer.from(mirrored(bigEndian(checksum, 4))).readUInt32LE();
}
