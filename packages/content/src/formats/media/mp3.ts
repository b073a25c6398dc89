import { bigEndian } from '../bytes/integers.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';

/** MPEG-1 layer III, no checksum, 48 kHz, stereo: frames of 24 ms at 320 kbit/s, and at 32 kbit/s for small files. */
const large = { bytes: 960, header: Buffer.from([0xff, 0xfb, 0xe4, 0x00]) };
const small = { bytes: 96, header: Buffer.from([0xff, 0xfb, 0x14, 0x00]) };
/** Files below this are of small frames. */
const largeFrom = 16 * 1024;
/** Readers want some frames behind one another before they believe them. */
const fewestFrames = 4;
const sideInformation = Buffer.alloc(32);
const framesPerPiece = 256;
const tagHeaderBytes = 10;

/** A title, in ISO 8859-1. */
const title = (text: string): Buffer =>
  Buffer.concat([Buffer.from('TIT2'), bigEndian(text.length + 1, 4), Buffer.alloc(3), Buffer.from(text, 'latin1')]);
const titleBytes = title('00000000').length;

/**
 * MP3 (ISO/IEC 11172-3, layer III): frames of constant bit rate that play as silence, so the sound is as long as its size says. Their bytes are
 * ancillary data, which a decoder passes over. An ID3v2.3 tag with its padding makes the size exact.
 */
export const mp3: FileFormat = {
  extension: 'mp3',
  kind: 'media',
  type: 'audio/mpeg',
  minimumBytes: tagHeaderBytes + titleBytes + fewestFrames * small.bytes,
  chunks: sound,
};

function* sound(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const frame = size < largeFrom ? small : large;
  const frames = Math.floor((size - tagHeaderBytes - titleBytes) / frame.bytes);
  const tag = Buffer.alloc(size - frames * frame.bytes);
  tag.write('ID3\u0003', 'latin1');
  const content = tag.length - tagHeaderBytes;
  // Seven bits a byte, so that it never looks like the beginning of a frame.
  for (let at = 9; at >= 6; at -= 1) tag[at] = (content >>> (7 * (9 - at))) & 127;
  title(seed.text.slice(0, 8).padStart(8, '0')).copy(tag, tagHeaderBytes);
  yield tag;
  const bytes = seed.bytes();
  // Side information of zeros: no bits of sound.
  const start = Buffer.concat([frame.header, sideInformation]);
  for (let left = frames; left > 0; left -= framesPerPiece) {
    const piece = bytes.next(Math.min(left, framesPerPiece) * frame.bytes);
    for (let at = 0; at < piece.length; at += frame.bytes) piece.set(start, at);
    yield piece;
  }
}
