import { Readable } from 'node:stream';
import { isRushhourError, type HttpReply, type HttpSession } from '@rushhour/core';
import { encodeQuery } from './object-url.ts';
import type { StoreClock } from './store-clock.ts';

/** What the AWS SDK asks a request handler to send, as far as this one needs it. */
export interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What comes with a command: where it goes, and what cuts it. */
export interface SdkSendOptions {
  readonly session?: HttpSession;
  readonly abortSignal?: unknown;
}

/** Headers that belong to the connection, or that our transport writes. */
const dropped = new Set(['host', 'content-length', 'transfer-encoding', 'connection', 'expect', 'user-agent']);

/** What may go well the next time. */
const transient = new Set(['connection_reset', 'connection_error', 'connection_timeout', 'headers_timeout', 'body_timeout', 'timeout']);

/** A part may be as large as 5 GiB: it is silence that ends it. */
const limits = { totalMs: 0, idleMs: 60_000 } as const;

/**
 * A request handler of the AWS SDK over the session that comes with each command: so its requests are in the scope, the limits and the
 * measures of the run, and its signal cuts them.
 */
export class SdkRequestHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #clock: StoreClock;

  constructor(clock: StoreClock) {
    this.#clock = clock;
  }

  async handle(request: SdkRequest, { session, abortSignal }: SdkSendOptions = {}) {
    if (session === undefined) throw new Error('The command came without a session.');
    const data = bytesOf(request.body);
    const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
    const reply = await session
      .send({
        url: urlOf(request),
        method: request.method,
        headers: {
          ...Object.fromEntries(Object.entries(request.headers).filter(([name]) => !dropped.has(name.toLowerCase()))),
          'accept-encoding': 'identity',
        },
        decode: false,
        redirect: false,
        limits,
        ...(data !== undefined && { body: { kind: 'bytes', data, type: request.headers['content-type'] ?? 'application/octet-stream' } }),
        ...(signal && { signal }),
      })
      .catch(fail);
    this.#clock.note(reply.header('date'));
    return { response: { statusCode: reply.status, headers: headersOf(reply), body: Readable.from([reply.bytes()]) } };
  }

  destroy(): void {
    // Connections belong to the transport of the run.
  }

  updateHttpClientConfig(): void {
    // There is nothing to set.
  }

  httpHandlerConfigs() {
    return {};
  }
}

function urlOf({ protocol, hostname, port, path, query = {} }: SdkRequest): string {
  const plain = Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );
  const text = encodeQuery(plain);
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${text === '' ? '' : `?${text}`}`;
}

function bytesOf(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || body === null || body === '') return undefined;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  throw new Error('The SDK was given a body that is not at hand.');
}

const headersOf = (reply: HttpReply) => Object.fromEntries(reply.headerNames().map((name) => [name, reply.header(name) ?? '']));

/** What a session rejected with, as its cause: the SDK writes on errors it is thrown, and those may be anybody's. */
export class SessionError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    // The SDK sends again what fails with an error of this name.
    this.name = isTransient(cause) ? 'TimeoutError' : 'SessionError';
  }
}

const isTransient = (error: unknown) => isRushhourError(error) && transient.has(error.code);

function fail(error: unknown): never {
  throw new SessionError(error);
}
