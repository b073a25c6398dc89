import { gathered } from '../bytes/gathered.ts';
import { littleEndian } from '../bytes/integers.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { oggPage, oggPageBytes } from './ogg-page.ts';

/** A packet of 20 ms is 960 samples at the 48 kHz that Opus counts in. */
const samplesPerPacket = 960;
const packetsPerPage = 50;
const packetBytes = 1274;
/** RFC 6716, 3.1: full band, 20 ms, one channel, one frame. */
const packetKind = 0xf8;
const pageBytes = oggPageBytes(Array.from({ length: packetsPerPage }, () => packetBytes));

/** RFC 7845, 5.1: version 1, one channel, nothing to skip, made from 48 kHz. */
const identification = Buffer.concat([
  Buffer.from('OpusHead'),
  Buffer.from([1, 1]),
  littleEndian(0, 2),
  littleEndian(48_000, 4),
  Buffer.alloc(3),
]);
/** RFC 7845, 5.2: who made it, no comments; what follows is padding. */
const comments = Buffer.concat([Buffer.from('OpusTags'), littleEndian(8, 4), Buffer.from('rushhour'), littleEndian(0, 4)]);
const silence = Buffer.from([packetKind, 0xff, 0xfe]);
const frameBytes = oggPageBytes([identification.length]) + oggPageBytes([silence.length]);

/**
 * Ogg (RFC 3533) with Opus sound (RFC 7845): silence, then noise of 510 kbit/s, a second a page, so the sound is as long as its size says. Padding of
 * the comments makes the size exact.
 */
export const ogg: FileFormat = {
  extension: 'ogg',
  kind: 'media',
  type: 'audio/ogg',
  minimumBytes: frameBytes + oggPageBytes([comments.length]),
  chunks: (size, seed) => gathered(sound(size, seed)),
};

function* sound(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const pages = Math.floor((size - ogg.minimumBytes) / pageBytes);
  const room = size - frameBytes - pages * pageBytes;
  const padded = paddedLength(room);
  // Where no length of the comments makes it exact, the silence is a byte longer.
  const missing = room - oggPageBytes([padded]);
  const serial = seed.random().fork('serial').uint32();
  yield oggPage({ serial, sequence: 0, position: 0, first: true, packets: [identification] });
  yield oggPage({ serial, sequence: 1, position: 0, packets: [Buffer.concat([comments, Buffer.alloc(padded - comments.length)])] });
  yield oggPage({
    serial,
    sequence: 2,
    position: samplesPerPacket,
    last: pages === 0,
    packets: [Buffer.concat([silence, Buffer.alloc(missing)])],
  });
  const bytes = seed.bytes();
  for (let page = 0; page < pages; page += 1) {
    const noise = bytes.next(packetsPerPage * packetBytes);
    const packets = Array.from({ length: packetsPerPage }, (_, index) => noise.subarray(index * packetBytes, (index + 1) * packetBytes));
    for (const packet of packets) packet[0] = packetKind;
    yield oggPage({
      serial,
      sequence: 3 + page,
      position: (1 + (page + 1) * packetsPerPage) * samplesPerPacket,
      last: page === pages - 1,
      packets,
    });
  }
}

/** The longest packet whose page has no more than that many bytes. */
function paddedLength(room: number): number {
  let length = room - oggPageBytes([0]);
  while (oggPageBytes([length]) > room) length -= 1;
  return length;
}
