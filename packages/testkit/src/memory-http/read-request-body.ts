import type { Dispatcher } from 'undici';

/** Reads the body of a request as a client would send it, piece by piece. */
export async function readRequestBody(body: unknown, handler: Dispatcher.DispatchHandler): Promise<Uint8Array> {
  if (body === null || body === undefined) return new Uint8Array();
  const pieces: Buffer[] = [];
  for await (const piece of piecesOf(body)) {
    const bytes = Buffer.from(piece);
    pieces.push(bytes);
    handler.onBodySent?.(bytes);
  }
  return Buffer.concat(pieces);
}

async function* piecesOf(body: unknown): AsyncGenerator<string | Uint8Array> {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    if (body.length > 0) yield body;
  } else if (isAsyncIterable(body)) {
    for await (const piece of body) yield bytesOf(piece);
  } else if (isIterable(body)) {
    for (const piece of body) yield bytesOf(piece);
  } else {
    throw new TypeError('A body in memory is a string, bytes, or something that gives them.');
  }
}

function bytesOf(piece: unknown): string | Uint8Array {
  if (typeof piece === 'string' || piece instanceof Uint8Array) return piece;
  throw new TypeError('A piece of a body is a string or bytes.');
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
