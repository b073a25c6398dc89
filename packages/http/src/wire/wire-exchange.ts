import type { Clock, Timer } from '@rushhour/core';
import type { Dispatcher } from 'undici';
import { isConnectionReset } from '../error-mapping.ts';
import type { Connection } from './connection.ts';
import type { ConnectionSeeker, OriginPool } from './origin-pool.ts';
import type { SitePauses } from './site-pauses.ts';
import type { Wire, WireReceiver, WireRequest } from './wire.ts';
import type { WireStatistics } from './wire-statistics.ts';
import type { WireTracer } from './wire-tracer.ts';
import type { AnswerHeaders } from './answer-headers.ts';

/** What the exchanges of a transport share. */
export interface WireContext {
  readonly clock: Clock;
  readonly statistics: WireStatistics;
  readonly pauses: SitePauses;
  readonly tracer: WireTracer | undefined;
}

const idempotentMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/**
 * One request on the wire: holds its connection, measures its phases, sends it once more when a used connection was closed under it.
 * A class, and the handler of undici itself, because one is made for every request.
 */
export class WireExchange implements Wire, ConnectionSeeker, Dispatcher.DispatchHandler {
  readonly receiver: WireReceiver;
  /** Bytes of the body that arrived. */
  bytesReceived = 0;
  /** Bytes of the body that were sent. */
  bytesSent = 0;
  #request: WireRequest;
  readonly #pool: OriginPool;
  readonly #context: WireContext;
  readonly #startedAt: number;
  #writtenAt = 0;
  #firstByteAt = 0;
  #status = 0;
  #headers: AnswerHeaders | undefined;
  #connection: Connection | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #isSent = false;
  #isReused = false;
  #isRetry = false;
  #isPaused = false;
  /** Runs while the line of the user, or a fault, holds the request back, or its answer. */
  #linkTimer: Timer | undefined;
  #latencyMs = 0;

  constructor(request: WireRequest, receiver: WireReceiver, pool: OriginPool, context: WireContext) {
    this.#request = request;
    this.receiver = receiver;
    this.#pool = pool;
    this.#context = context;
    this.#startedAt = context.clock.now();
  }

  /** Whether it is still in line for a connection. */
  get isWaiting(): boolean {
    return this.#connection === undefined;
  }

  /** Starts it on a connection that is free for it. */
  begin(connection: Connection): void {
    this.#connection = connection;
    const { link, wireFault } = this.receiver.holder;
    const latencyMs = (link?.latencyMs ?? 0) + (wireFault?.takeLatencyMs() ?? 0);
    if (latencyMs > 0) this.#beginLate(connection, latencyMs);
    else connection.dispatch(this.#request, this);
  }

  /** Ends it before it had a connection. */
  fail(error: unknown): void {
    this.#finish(error);
    this.receiver.onFailure(error);
  }

  /** Cuts it now, wherever it is. The receiver hears of it by `onFailure`, unless nothing of it was sent. */
  abort(reason: Error): void {
    if (this.#controller !== undefined) this.#controller.abort(reason);
    else if (this.#connection !== undefined && this.#linkTimer !== undefined) this.#leaveLink(this.#connection);
    else if (this.#connection !== undefined) this.#pool.discard(this.#connection, reason);
    else this.#pool.leave();
  }

  pause(): void {
    this.#isPaused = true;
    this.#controller?.pause();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#linkTimer === undefined) this.#controller?.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const connection = this.#connection;
    this.#controller = controller;
    if (this.receiver.isSettled) {
      controller.abort(new Error('cut before it began'));
      return;
    }
    const now = this.#context.clock.now();
    this.#writtenAt = now;
    if (connection === undefined) return;
    this.#isReused = connection.served > 0;
    const blockedMs = now - this.#startedAt - connection.takeConnectMs() - this.#latencyMs;
    if (!this.#isRetry) this.#context.statistics.phases.blocked.record(blockedMs);
  }

  onBodySent(chunk: Uint8Array | string): void {
    this.#countSent();
    this.bytesSent += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length;
  }

  onRequestSent(): void {
    this.#countSent();
    if (this.bytesSent > 0) this.#writtenAt = this.#context.clock.now();
  }

  onResponseStarted(): void {
    if (this.#firstByteAt === 0) this.#markFirstByte();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    if (status < 200) return;
    const { statistics } = this.#context;
    this.#countSent();
    if (this.#firstByteAt === 0) this.#markFirstByte();
    statistics.countAnswer(status);
    if (status === 429 || status === 503) this.#context.pauses.note(this.#request.target, headers);
    this.#status = status;
    this.#headers = headers;
    this.receiver.onHead(status, headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytesReceived += chunk.length;
    this.receiver.onChunk(chunk);
    const { link, wireFault } = this.receiver.holder;
    // Undici hands an empty piece over at every resume: it is on no line, and would pause for what others receive.
    if ((link?.down === undefined && wireFault === undefined) || chunk.length === 0 || this.#controller === undefined) return;
    const cut = wireFault?.downloadCut(this.bytesReceived, { status: this.#status, headers: this.#headers ?? {} });
    if (cut !== undefined) this.#controller.abort(cut);
    else this.#receiveFor(Math.max(link?.down?.spend(chunk.length) ?? 0, wireFault?.receive(chunk.length) ?? 0), this.#controller);
  }

  onResponseEnd(): void {
    this.#context.statistics.phases.receive.record(this.#context.clock.now() - this.#firstByteAt);
    if (this.#connection !== undefined) this.#connection.served += 1;
    this.#finish(undefined);
    this.receiver.onEnd();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#mayRetry(error)) {
      // Undici is still tearing the old socket down.
      queueMicrotask(() => this.#retry(error));
      return;
    }
    this.#finish(error);
    this.receiver.onFailure(error);
  }

  #beginLate(connection: Connection, latencyMs: number): void {
    this.#latencyMs = latencyMs;
    this.#linkTimer = this.#context.clock.setTimer(latencyMs, () => {
      this.#linkTimer = undefined;
      connection.dispatch(this.#request, this);
    });
  }

  #leaveLink(connection: Connection): void {
    this.#linkTimer?.cancel();
    this.#linkTimer = undefined;
    this.#connection = undefined;
    this.#pool.release(connection);
  }

  /** What comes after the piece that is on the line waits for it, the end of the body too. */
  #receiveFor(arrivesInMs: number, controller: Dispatcher.DispatchController): void {
    if (arrivesInMs < 1) return;
    controller.pause();
    this.#linkTimer?.cancel();
    this.#linkTimer = this.#context.clock.setTimer(arrivesInMs, () => {
      this.#linkTimer = undefined;
      if (!this.#isPaused) controller.resume();
    });
  }

  #mayRetry(error: Error): boolean {
    return (
      this.#isReused &&
      !this.#isRetry &&
      this.#firstByteAt === 0 &&
      !this.receiver.isSettled &&
      idempotentMethods.has(this.#request.method) &&
      isConnectionReset(error)
    );
  }

  #retry(error: Error): void {
    const connection = this.#connection;
    const again = this.receiver.isSettled || connection === undefined ? undefined : this.receiver.renew(this.#request);
    if (again === undefined || connection === undefined) {
      this.#finish(error);
      this.receiver.onFailure(error);
      return;
    }
    this.#request = again;
    this.#isRetry = true;
    this.#isReused = false;
    this.#isSent = false;
    this.#controller = undefined;
    this.bytesSent = 0;
    connection.served = 0;
    connection.dispatch(again, this);
  }

  #countSent(): void {
    if (this.#isSent) return;
    this.#isSent = true;
    this.#context.statistics.sent += 1;
    this.receiver.onSent();
    const reset = this.receiver.holder.wireFault?.takeReset();
    // Undici is still writing.
    if (reset !== undefined) queueMicrotask(() => this.#reset(reset));
  }

  #reset(reason: Error): void {
    this.#connection?.reset();
    this.#controller?.abort(reason);
  }

  #markFirstByte(): void {
    const now = this.#context.clock.now();
    this.#firstByteAt = now;
    this.#context.statistics.phases.firstByte.record(now - this.#writtenAt);
  }

  #finish(error: unknown): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#controller = undefined;
    this.#linkTimer?.cancel();
    this.#linkTimer = undefined;
    if (connection !== undefined) this.#pool.release(connection);
    this.#context.tracer?.trace(this.#request, this, {
      status: this.#status,
      headers: this.#headers,
      durationMs: this.#context.clock.now() - this.#startedAt,
      error,
    });
  }
}
