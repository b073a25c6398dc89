import { littleEndian } from './integers.ts';

/** Name and length of a chunk. */
export const riffHeaderBytes = 8;

/** The beginning of a chunk of RIFF (Multimedia Programming Interface and Data Specifications 1.0, IBM and Microsoft, 1991): four letters and the length of its content. */
export function riffHeader(name: string, contentBytes: number): Buffer {
  return Buffer.concat([Buffer.from(name), littleEndian(contentBytes, 4)]);
}

/** A chunk, filled up to an even length as RIFF wants. */
export function riffChunk(name: string, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([riffHeader(name, length), ...content, Buffer.alloc(length % 2)]);
}

/** A chunk of chunks, with a name of its own: `RIFF` or `LIST`. */
export function riffList(list: string, name: string, ...chunks: readonly Uint8Array[]): Buffer {
  return riffChunk(list, Buffer.from(name), ...chunks);
}
