import { bigEndian } from '../bytes/integers.ts';

/** Bytes of the length of an {@link ebmlHeader}. */
const lengthBytes = 8;

/** The beginning of an EBML element (RFC 8794, sections 4 to 6): its ID with its marker bits, and the length of its content in eight bytes. */
export function ebmlHeader(id: number, contentBytes: number): Buffer {
  const length = bigEndian(contentBytes, lengthBytes);
  length[0] = 1;
  return Buffer.concat([ebmlId(id), length]);
}

/** An element with its content. Its length is short where it can be: `file` looks for the name of a format behind a length of one byte. */
export function ebmlElement(id: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([length < 127 ? Buffer.concat([ebmlId(id), Buffer.from([0x80 | length])]) : ebmlHeader(id, length), ...content]);
}

/** An element that is a number from 0 to 2^48. */
export function ebmlNumber(id: number, value: number): Buffer {
  return ebmlElement(id, bigEndian(value, 6));
}

/** An element that is text of ASCII letters. */
export function ebmlText(id: number, text: string): Buffer {
  return ebmlElement(id, Buffer.from(text));
}

function ebmlId(id: number): Buffer {
  return bigEndian(id, Math.ceil((32 - Math.clz32(id)) / 8));
}
