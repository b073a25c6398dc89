import { RushhourError } from '@rushhour/core';
import { Connection, type ConnectionHolder, type ConnectionSettings } from './connection.ts';

/** What asks a pool for a connection. */
export interface ConnectionSeeker {
  readonly receiver: { readonly holder: ConnectionHolder; readonly isSettled: boolean };
  /** It has one. */
  begin(connection: Connection): void;
  /** It gets none. */
  fail(error: unknown): void;
}

/** Bounds of a pool. */
export interface OriginPoolSettings extends ConnectionSettings {
  readonly maxConnections: number;
  /** Requests that may wait for a connection. */
  readonly maxWaiting: number;
  /** Called when a request has to wait. */
  readonly onWait: () => void;
}

/**
 * The connections to one origin. A user keeps its own while it is busy, as a browser does; else it takes one that is idle, else it makes
 * one below the cap, else it waits in line.
 */
export class OriginPool {
  readonly #settings: OriginPoolSettings;
  readonly #connections = new Set<Connection>();
  #lastIdle: Connection | undefined;
  /** In line, those before the head gone; some of the others may have given up. */
  #waiting: ConnectionSeeker[] = [];
  #waitingHead = 0;
  /** How many have not given up. */
  #stillWaiting = 0;

  constructor(settings: OriginPoolSettings) {
    this.#settings = settings;
  }

  /** Puts an exchange on a connection, now or when one is free. */
  run(exchange: ConnectionSeeker): void {
    const connection = this.#take(exchange.receiver.holder);
    if (connection !== undefined) {
      exchange.begin(connection);
      return;
    }
    this.#settings.onWait();
    if (this.#stillWaiting >= this.#settings.maxWaiting) {
      const message = `More than "${this.#settings.maxWaiting}" requests wait for a connection to "${this.#settings.origin}".`;
      exchange.fail(new RushhourError('connection_wait', { message }));
      return;
    }
    this.#stillWaiting += 1;
    this.#waiting.push(exchange);
  }

  /** An exchange in line was given up. */
  leave(): void {
    this.#stillWaiting -= 1;
    const length = this.#waiting.length - this.#waitingHead;
    if (length < 64 || this.#stillWaiting * 2 > length) return;
    this.#waiting = this.#waiting.slice(this.#waitingHead).filter((exchange) => !exchange.receiver.isSettled);
    this.#waitingHead = 0;
  }

  /** Takes a connection back from an exchange that is over. */
  release(connection: Connection): void {
    connection.active -= 1;
    if (connection.active > 0) return;
    const next = this.#nextWaiting();
    if (next !== undefined) {
      if (!this.#connections.has(connection)) {
        this.run(next);
        return;
      }
      // Handed over even when its socket is closed: the client makes a new one.
      this.#hold(connection, next.receiver.holder);
      next.begin(connection);
      return;
    }
    if (!this.#connections.has(connection)) return;
    if (connection.isOpen) this.#linkIdle(connection);
    else this.#drop(connection);
  }

  /** Ends a connection that is being made, or whose request has not begun. */
  discard(connection: Connection, reason: Error): void {
    this.#forget(connection);
    void connection.destroy(reason);
  }

  /** Ends every connection. */
  async close(reason: Error): Promise<void> {
    const connections = [...this.#connections];
    this.#connections.clear();
    this.#waiting = [];
    this.#waitingHead = 0;
    this.#stillWaiting = 0;
    this.#lastIdle = undefined;
    await Promise.allSettled(connections.map((connection) => connection.destroy(reason)));
    await this.#settings.dispatcher?.destroy?.(reason);
  }

  #take(holder: ConnectionHolder): Connection | undefined {
    const own = holder.connection;
    if (own !== undefined && own.active < own.capacity && this.#connections.has(own)) {
      if (own.active === 0) this.#unlinkIdle(own);
      own.active += 1;
      return own;
    }
    const idle = this.#lastIdle;
    if (idle !== undefined) {
      this.#unlinkIdle(idle);
      this.#hold(idle, holder);
      return idle;
    }
    if (this.#connections.size >= this.#settings.maxConnections) return undefined;
    const made = new Connection(this.#settings, (connection) => {
      if (connection.active === 0) this.#drop(connection);
    });
    this.#connections.add(made);
    this.#hold(made, holder);
    return made;
  }

  #hold(connection: Connection, holder: ConnectionHolder): void {
    if (connection.holder?.connection === connection) connection.holder.connection = undefined;
    connection.holder = holder;
    holder.connection = connection;
    connection.active += 1;
  }

  #nextWaiting(): ConnectionSeeker | undefined {
    while (this.#waitingHead < this.#waiting.length) {
      const exchange = this.#waiting[this.#waitingHead];
      this.#waitingHead += 1;
      if (this.#waitingHead > 512 && this.#waitingHead * 2 > this.#waiting.length) {
        this.#waiting = this.#waiting.slice(this.#waitingHead);
        this.#waitingHead = 0;
      }
      if (exchange === undefined || exchange.receiver.isSettled) continue;
      this.#stillWaiting -= 1;
      return exchange;
    }
    return undefined;
  }

  #drop(connection: Connection): void {
    if (!this.#connections.has(connection)) return;
    this.#unlinkIdle(connection);
    this.#forget(connection);
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    if (connection.holder?.connection === connection) connection.holder.connection = undefined;
    connection.holder = undefined;
  }

  #linkIdle(connection: Connection): void {
    connection.previousIdle = this.#lastIdle;
    if (this.#lastIdle !== undefined) this.#lastIdle.nextIdle = connection;
    this.#lastIdle = connection;
  }

  #unlinkIdle(connection: Connection): void {
    if (connection.previousIdle !== undefined) connection.previousIdle.nextIdle = connection.nextIdle;
    if (connection.nextIdle !== undefined) connection.nextIdle.previousIdle = connection.previousIdle;
    else if (this.#lastIdle === connection) this.#lastIdle = connection.previousIdle;
    connection.previousIdle = undefined;
    connection.nextIdle = undefined;
  }
}
