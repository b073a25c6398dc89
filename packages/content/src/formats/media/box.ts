import { bigEndian } from '../bytes/integers.ts';

/** A box (atom) of the ISO base media file format (ISO/IEC 14496-12, 4.2): length, four letters, content. */
export function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, piece) => sum + piece.length, 8);
  return Buffer.concat([bigEndian(length, 4), Buffer.from(type, 'latin1'), ...content]);
}

/** A box with version 0 and flags (14496-12, 4.2.2). */
export function fullBox(type: string, flags: number, ...content: readonly Uint8Array[]): Buffer {
  return box(type, bigEndian(flags, 4), ...content);
}

/** Bytes of a {@link wideBoxHeader}. */
export const wideBoxHeaderBytes = 16;

/** The beginning of a box whose length has 64 bits. */
export function wideBoxHeader(type: string, contentBytes: number): Buffer {
  return Buffer.concat([bigEndian(1, 4), Buffer.from(type), bigEndian(contentBytes + wideBoxHeaderBytes, 8)]);
}
