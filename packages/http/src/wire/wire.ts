import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Target } from '../target/target.ts';
import type { ConnectionHolder } from './connection.ts';
import type { AnswerHeaders } from './answer-headers.ts';

/** What a request on the wire is made of. */
export interface WireRequestParts {
  readonly target: Target;
  readonly method: string;
  /** Names and values in turns. */
  readonly headers: string[];
  /** Longest silence in milliseconds. */
  readonly idleMs: number;
  readonly body?: string | Uint8Array | Readable | undefined;
}

/** One request as it goes over the wire: what undici takes, and where it goes. May be shared by many exchanges. */
export interface WireRequest extends Dispatcher.DispatchOptions {
  readonly target: Target;
  readonly headers: string[];
  readonly idleMs: number;
}

/** Makes a request for the wire. In one place, so that all have the same fields in the same order: undici reads them faster so. */
export function wireRequest({ target, method, headers, idleMs, body }: WireRequestParts): WireRequest {
  return {
    target,
    idleMs,
    origin: target.origin,
    path: target.path,
    method,
    headers,
    body,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    blocking: false,
    // Else undici closes the connection after each HEAD.
    reset: false,
  };
}

/** A request that is on the wire, or in line for it. */
export interface Wire {
  /** Whether it is still in line for a connection. */
  readonly isWaiting: boolean;
  /** Bytes of the body that were sent. */
  readonly bytesSent: number;
  /** Cuts it now, wherever it is. The receiver hears of it by `onFailure`, unless nothing of it was sent. */
  abort(reason: Error): void;
  /** Asks for no more of the body until `resume`. */
  pause(): void;
  resume(): void;
}

/** Receives the answer to one request on the wire. Exactly one of `onEnd` and `onFailure` is called, last. */
export interface WireReceiver {
  /** Whether nobody waits for the answer any more: what has not begun must not begin. */
  readonly isSettled: boolean;
  readonly holder: ConnectionHolder;
  /** A connection is found, or waited for: from here on `wire` can be cut. */
  onWire(wire: Wire): void;
  /** The head was handed to a socket; again when it is sent once more. */
  onSent(): void;
  /** The final head; informational ones are swallowed. */
  onHead(status: number, headers: AnswerHeaders): void;
  onChunk(chunk: Buffer): void;
  onEnd(): void;
  onFailure(error: unknown): void;
  /** The same request once more, for the one retry; undefined when its body cannot be read again. */
  renew(request: WireRequest): WireRequest | undefined;
}

/** The one function type of the transport: every concern wraps it (`next => (request, receiver) => next(...)`), one file each. */
export type WireDispatch = (request: WireRequest, receiver: WireReceiver) => void;
