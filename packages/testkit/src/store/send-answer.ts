import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { StoreAnswer } from './store-answer.ts';

/** Sends an answer, or the fault it asks for; tells how many bytes of body are written as it writes them. */
export async function sendAnswer(
  response: ServerResponse,
  answer: StoreAnswer,
  options: { readonly method: string; readonly onBytes: (bytes: number) => void },
): Promise<void> {
  const { status = 200, headers = {}, body = '', fault } = answer;
  const { method, onBytes } = options;
  if (fault === 'reset') response.destroy();
  if (response.destroyed) return;
  const isBodiless = status === 204 || status === 304;
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  const size = isWhole && !isBodiless && !(method === 'HEAD' && body.length === 0) ? Buffer.byteLength(body) : undefined;
  const isTold = size === undefined || 'content-length' in headers;
  response.writeHead(status, isTold ? headers : { ...headers, 'content-length': String(size) });
  if (method === 'HEAD' || isBodiless) response.end();
  else if (fault === 'cut') await sendHalf(response, isWhole ? [Buffer.from(body)] : body, onBytes);
  else if (isWhole) {
    onBytes(Buffer.byteLength(body));
    response.end(body);
  } else await sendPieces(response, body, onBytes);
}

async function sendPieces(response: ServerResponse, pieces: Iterable<Uint8Array>, onBytes: (bytes: number) => void): Promise<void> {
  const counted = function* (): Generator<Uint8Array, void> {
    for (const piece of pieces) {
      onBytes(piece.length);
      yield piece;
    }
  };
  // A client that goes away is no failure of the store; the log says that it went.
  await pipeline(counted, response).catch(() => undefined);
}

async function sendHalf(response: ServerResponse, pieces: Iterable<Uint8Array>, onBytes: (bytes: number) => void): Promise<void> {
  const [first = Buffer.alloc(0)] = pieces;
  const half = first.subarray(0, Math.floor(first.length / 2));
  onBytes(half.length);
  // The half has to leave before the connection is cut.
  await new Promise((resolve) => response.write(half, resolve));
  response.destroy();
}
