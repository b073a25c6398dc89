import { Readable } from 'node:stream';

/** Hands content out in pieces of so many bytes at most. */
export async function* piecesOf(content: string | Uint8Array | Readable, pieceBytes: number): AsyncGenerator<Uint8Array, void> {
  // A stream of a body hands out bytes.
  const source: AsyncIterable<Uint8Array> | readonly Uint8Array[] = content instanceof Readable ? content : [bytesOf(content)];
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes);
  }
}

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? Buffer.from(content) : content);
