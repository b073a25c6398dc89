import { crc32 } from 'node:zlib';
import { sealedCrc, sealedPieces } from '../../seed/bulk-pieces.ts';
import type { FileFormat } from '../file-format.ts';
import { drawArchiveContent, type ArchiveContent } from './archive-content.ts';

/** The ids of the properties of a header, from 7zFormat.txt of the LZMA SDK. */
const id = {
  end: 0x00,
  header: 0x01,
  mainStreams: 0x04,
  files: 0x05,
  packInfo: 0x06,
  unpackInfo: 0x07,
  subStreams: 0x08,
  size: 0x09,
  crc: 0x0a,
  folder: 0x0b,
  codersUnpackSize: 0x0c,
  unpackStreams: 0x0d,
  names: 0x11,
  modified: 0x14,
} as const;

/** The signature, the version 0.4, and where the header is. */
const startBytes = 32;

/** Archives of 7-Zip in its copy mode: one folder of files that are stored one after the other. 7zFormat.txt of the LZMA SDK. */
export const sevenZip: FileFormat = {
  extension: '7z',
  kind: 'archives',
  type: 'application/x-7z-compressed',
  minimumBytes: 256,
  *chunks(size, seed) {
    const content = drawArchiveContent(size, seed);
    const small = Buffer.concat(content.entries.map(({ data }) => data));
    // Every number takes the same room whatever it is, so the length of the header is known before the sizes are.
    const bulkSize = size - startBytes - small.length - headerOf(content, 0).length;
    const header = headerOf(content, bulkSize);
    yield Buffer.concat([startOf(small.length + bulkSize, header), small]);
    yield* sealedPieces(seed.bytes(), bulkSize);
    yield header;
  },
};

function startOf(offset: number, header: Buffer): Buffer {
  const start = Buffer.alloc(startBytes);
  start.set([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]);
  start.writeBigUInt64LE(BigInt(offset), 12);
  start.writeBigUInt64LE(BigInt(header.length), 20);
  start.writeUInt32LE(crc32(header), 28);
  start.writeUInt32LE(crc32(start.subarray(12)), 8);
  return start;
}

function headerOf({ entries, bulkName, modified }: ArchiveContent, bulkSize: number): Buffer {
  const sizes = entries.map(({ data }) => data.length);
  const all = sizes.reduce((sum, bytes) => sum + bytes, bulkSize);
  const count = entries.length + 1;
  const names = Buffer.from([...entries.map(({ name }) => name), bulkName].map((name) => `${name}\0`).join(''), 'utf16le');
  const times = Buffer.alloc(8 * count);
  for (let at = 0; at < times.length; at += 8) times.writeBigUInt64LE(fileTime(modified), at);
  return Buffer.concat([
    Buffer.from([id.header, id.mainStreams]),
    Buffer.from([id.packInfo, 0, 1, id.size]),
    number(all),
    Buffer.from([id.end]),
    // One folder, not outside; of one coder with an id of one byte: 0, copy.
    Buffer.from([id.unpackInfo, id.folder, 1, 0, 1, 0x01, 0x00, id.codersUnpackSize]),
    number(all),
    Buffer.from([id.end]),
    // The size of the last follows from the others.
    Buffer.from([id.subStreams, id.unpackStreams]),
    number(count),
    ...(sizes.length === 0 ? [] : [Buffer.from([id.size]), ...sizes.map((bytes) => number(bytes))]),
    // 1: every file has its CRC.
    Buffer.from([id.crc, 1]),
    ...[...entries.map(({ data }) => crc32(data)), sealedCrc].map((crc) => uint32(crc)),
    Buffer.from([id.end, id.end, id.files]),
    number(count),
    Buffer.from([id.names]),
    number(names.length + 1),
    Buffer.from([0]),
    names,
    Buffer.from([id.modified]),
    number(times.length + 2),
    Buffer.from([1, 0]),
    times,
    Buffer.from([id.end, id.end]),
  ]);
}

/** A number in its longest form: 0xff and 64 bits. */
function number(value: number): Buffer {
  const written = Buffer.alloc(9, 0xff);
  written.writeBigUInt64LE(BigInt(value), 1);
  return written;
}

function uint32(value: number): Buffer {
  const written = Buffer.alloc(4);
  written.writeUInt32LE(value);
  return written;
}

/** Tenths of microseconds since 1601, as Windows counts. */
function fileTime(date: Date): bigint {
  return (BigInt(date.getTime()) + 11_644_473_600_000n) * 10_000n;
}
