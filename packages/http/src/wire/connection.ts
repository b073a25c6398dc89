import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import Client from 'undici/lib/dispatcher/client.js';
import type { Dispatcher } from 'undici';
import type { OriginDispatcher } from '../http-options.ts';
import type { OpenSocket } from '../connect/open-socket.ts';
import type { UserLink } from './user-link.ts';
import type { WireFault } from './wire-fault.ts';

/** Streams an HTTP/2 connection carries at a time for the user who holds it. */
const http2Streams = 100;

/** Who keeps a connection from one request to the next, as a browser does. */
export interface ConnectionHolder {
  connection: Connection | undefined;
  /** The line they are on, where it is a slow one. */
  readonly link?: UserLink | undefined;
  /** What they commit on purpose in the action under way. */
  readonly wireFault?: WireFault | undefined;
}

/** Bounds of a connection; every default of undici that is unbounded is set. */
export interface ConnectionSettings {
  readonly origin: string;
  readonly openSocket: OpenSocket;
  readonly http2: boolean;
  readonly idleMs: number;
  readonly maxHeaderBytes: number;
  /** Replaces the sockets. */
  readonly dispatcher: OriginDispatcher | undefined;
}

/** Silence after which undici gives a request up, where the request itself names none. */
const defaultSilenceMs = 30_000;

/** One connection to an origin: an undici `Client`, who holds it, and what it is doing. Links of the pool's idle list live in it. */
export class Connection {
  holder: ConnectionHolder | undefined;
  /** Requests under way. */
  active = 0;
  /** Requests it may carry at a time. */
  capacity = 1;
  /** Whether a socket is open. */
  isOpen = false;
  /** Answers received over the present socket: a reset of a used one may be the keep-alive race. */
  served = 0;
  /** Milliseconds spent on making the socket the next request will use first. */
  connectMs = 0;
  previousIdle: Connection | undefined;
  nextIdle: Connection | undefined;
  readonly #dispatcher: OriginDispatcher;
  #socket: Socket | undefined;
  readonly #cutOpening: { cut: ((reason: Error) => void) | undefined } = { cut: undefined };

  constructor(settings: ConnectionSettings, onClosed: (connection: Connection) => void) {
    if (settings.dispatcher !== undefined) {
      this.#dispatcher = settings.dispatcher;
      this.isOpen = true;
      return;
    }
    const client = new Client(settings.origin, {
      allowH2: settings.http2,
      bodyTimeout: defaultSilenceMs,
      headersTimeout: defaultSilenceMs,
      keepAliveTimeout: settings.idleMs,
      keepAliveMaxTimeout: settings.idleMs,
      maxHeaderSize: settings.maxHeaderBytes,
      pipelining: 1,
      connect: (address, callback) => {
        this.#cutOpening.cut = settings.openSocket(address, (error, socket, spentMs) => {
          this.#cutOpening.cut = undefined;
          if (socket === null) {
            callback(error ?? new Error('no socket'), null);
            return;
          }
          this.isOpen = true;
          this.served = 0;
          this.connectMs = spentMs;
          this.capacity = 'alpnProtocol' in socket && socket.alpnProtocol === 'h2' ? http2Streams : 1;
          this.#socket = socket;
          callback(null, socket);
        });
      },
    });
    client.on('disconnect', () => {
      this.isOpen = false;
      this.#socket = undefined;
      this.capacity = 1;
      onClosed(this);
    });
    this.#dispatcher = client;
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#dispatcher.dispatch(options, handler);
  }

  /** The milliseconds spent on making the socket, once. */
  takeConnectMs(): number {
    const spentMs = this.connectMs;
    this.connectMs = 0;
    return spentMs;
  }

  /** Resets its socket (RST), whatever is on it. One of TLS, or none of ours, is left to be closed by whoever gives its request up. */
  reset(): void {
    // Node resets nothing but plain sockets.
    if (!(this.#socket instanceof TLSSocket)) this.#socket?.resetAndDestroy();
  }

  /** Ends it at once, and with it every request it carries. Sockets replaced by a host's dispatcher are left to the pool. */
  async destroy(reason: Error): Promise<void> {
    this.isOpen = false;
    this.#cutOpening.cut?.(reason);
    if (this.#dispatcher instanceof Client) await this.#dispatcher.destroy(reason);
  }
}
