import { crc32 } from 'node:zlib';
import { sealedCrc } from '../../seed/bulk-pieces.ts';
import type { ArchiveContent } from './archive-content.ts';

interface Member {
  readonly name: Buffer;
  readonly size: number;
  readonly crc: number;
  readonly data?: Uint8Array;
  readonly offset: number;
  /** Whether its size has 64 bits: the last one's alone, so that all others look as everywhere. */
  readonly wide: boolean;
}

const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
const wideLocalBytes = 20;
const wideEndBytes = 56 + 20;
/** A field of 32 bits that says: look into the 64 bits. */
const inWide = 0xffffffff;

/** Makes that many bytes, the last four of them the CRC-32 of the others; see `sealed`. */
export type SealedContent = (length: number) => Iterable<Uint8Array>;

/**
 * A zip of exactly `size` bytes, every entry stored as it is; the last one is as long as is needed. Above 4 GiB with the 64-bit fields. PKWARE,
 * APPNOTE.TXT 6.3.10: 4.3.7 (local headers), 4.3.12 (central directory), 4.3.14 to 4.3.16 (ends), 4.5.3 (zip64).
 */
export function* storedZip(size: number, content: ArchiveContent, bulk: SealedContent): Generator<Uint8Array, void> {
  const wide = size >= inWide;
  const bulkSize = size - zipOverhead(content, wide);
  const members: Member[] = [];
  const head: Buffer[] = [];
  let offset = 0;
  const add = (name: string, entry: Omit<Member, 'name' | 'offset'>) => {
    const member = { ...entry, name: Buffer.from(name), offset };
    const local = localHeader(member, dosTime(content.modified));
    members.push(member);
    head.push(local);
    if (entry.data !== undefined) head.push(Buffer.from(entry.data));
    offset += local.length + entry.size;
  };
  for (const { name, data } of content.entries) add(name, { data, size: data.length, crc: crc32(data), wide: false });
  add(content.bulkName, { size: bulkSize, crc: sealedCrc, wide });
  yield Buffer.concat(head);
  yield* bulk(bulkSize);
  const central = Buffer.concat(members.map((member) => centralHeader(member, dosTime(content.modified))));
  const end = { entries: members.length, length: central.length, offset };
  yield Buffer.concat([central, ...(wide ? [wideEnd(end)] : []), endOfZip(end, wide)]);
}

function zipOverhead({ entries, bulkName }: ArchiveContent, wide: boolean): number {
  const perMember = localBytes + centralBytes;
  const members = entries.reduce((sum, { name, data }) => sum + perMember + 2 * Buffer.byteLength(name) + data.length, 0);
  return members + perMember + 2 * Buffer.byteLength(bulkName) + endBytes + (wide ? 2 * wideLocalBytes + wideEndBytes : 0);
}

function localHeader(member: Member, time: number): Buffer {
  const header = Buffer.alloc(localBytes);
  header.writeUInt32LE(0x04034b50, 0);
  writeShared(header.subarray(4), member, time);
  return Buffer.concat([header, member.name, member.wide ? wideSizes(member) : Buffer.alloc(0)]);
}

function centralHeader(member: Member, time: number): Buffer {
  const header = Buffer.alloc(centralBytes);
  header.writeUInt32LE(0x02014b50, 0);
  // Made by Unix, so that the attributes are those of Unix.
  header.writeUInt16LE(0x0300 | version(member.wide), 4);
  writeShared(header.subarray(6), member, time);
  header.writeUInt32LE((0o100644 << 16) >>> 0, 38);
  header.writeUInt32LE(member.offset, 42);
  return Buffer.concat([header, member.name, member.wide ? wideSizes(member) : Buffer.alloc(0)]);
}

/** What both headers have, from the version that is needed on. */
function writeShared(header: Buffer, member: Member, time: number): void {
  const { wide } = member;
  header.writeUInt16LE(version(wide), 0);
  header.writeUInt32LE(time, 6);
  header.writeUInt32LE(member.crc, 10);
  header.writeUInt32LE(wide ? inWide : member.size, 14);
  header.writeUInt32LE(wide ? inWide : member.size, 18);
  header.writeUInt16LE(member.name.length, 22);
  header.writeUInt16LE(wide ? wideLocalBytes : 0, 24);
}

/** The extra field with sizes of 64 bits. */
function wideSizes({ size }: Member): Buffer {
  const field = Buffer.alloc(wideLocalBytes);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(16, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  field.writeBigUInt64LE(BigInt(size), 12);
  return field;
}

interface Directory {
  readonly entries: number;
  readonly length: number;
  readonly offset: number;
}

/** The end of the central directory of 64 bits, and the locator that says where it is. */
function wideEnd({ entries, length, offset }: Directory): Buffer {
  const end = Buffer.alloc(wideEndBytes);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(0x0300 | version(true), 12);
  end.writeUInt16LE(version(true), 14);
  end.writeBigUInt64LE(BigInt(entries), 24);
  end.writeBigUInt64LE(BigInt(entries), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + length), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

function endOfZip({ entries, length, offset }: Directory, wide: boolean): Buffer {
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(wide ? inWide : offset, 16);
  return end;
}

/** 2.0 for folders in names, 4.5 for fields of 64 bits. */
function version(wide: boolean): number {
  return wide ? 45 : 20;
}

/** The time of MS-DOS in the low half, its date in the high one. */
function dosTime(date: Date): number {
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  return ((day << 16) | time) >>> 0;
}
