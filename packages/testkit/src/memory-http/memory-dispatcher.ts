import type { Clock } from '@rushhour/core';
import { Dispatcher, errors } from 'undici';
import type { MemoryRequestLine } from './memory-request.ts';
import { readHeaders } from './read-headers.ts';
import { readRequestBody } from './read-request-body.ts';
import { sendReply } from './send-reply.ts';
import { createMemoryController, type MemoryController } from './memory-controller.ts';
import type { SiteReply, SiteResponder } from '../site/site.ts';

/** What the requests of all origins share. */
export interface MemoryWire {
  readonly respond: SiteResponder;
  readonly log: MemoryRequestLine[];
  /** The clock of the run. */
  readonly clock: () => Clock;
}

interface Exchange {
  readonly options: Dispatcher.DispatchOptions;
  readonly handler: Dispatcher.DispatchHandler;
  readonly controller: MemoryController;
  readonly line: MemoryRequestLine;
}

/** Answers the requests to one origin in this process, with the life cycle of a real undici client and no socket. */
export class MemoryDispatcher extends Dispatcher {
  readonly #origin: string;
  readonly #wire: MemoryWire;
  readonly #underWay = new Set<MemoryController>();

  constructor(origin: string, wire: MemoryWire) {
    super();
    this.#origin = origin;
    this.#wire = wire;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller = createMemoryController(handler, (done) => this.#underWay.delete(done));
    const headers = readHeaders(options.headers);
    const line: MemoryRequestLine = {
      method: options.method,
      url: options.path,
      origin: new URL(String(options.origin ?? this.#origin)).origin,
      headers,
      userAgent: headers['user-agent'] ?? '',
      at: this.#wire.clock().wallTime(),
      status: 0,
      body: new Uint8Array(),
      requestBytes: 0,
      bodyBytes: 0,
      aborted: false,
      underWay: true,
    };
    this.#wire.log.push(line);
    controller.onEnd((isComplete) => {
      line.underWay = false;
      line.aborted = !isComplete;
    });
    this.#underWay.add(controller);
    queueMicrotask(() => {
      this.#exchange({ options, handler, controller, line }).catch((error: unknown) => controller.fail(asError(error)));
    });
    return true;
  }

  async #exchange({ options, handler, controller, line }: Exchange): Promise<void> {
    if (controller.isOver) return;
    handler.onRequestStart?.(controller, {});
    if (controller.isOver) return;
    const { headers, origin } = line;
    line.body = await readRequestBody(options.body ?? null, handler);
    line.requestBytes = line.body.length;
    if (controller.isOver) return;
    const announced = headers['content-length'];
    if (announced !== undefined && Number(announced) !== line.requestBytes) {
      throw new errors.RequestContentLengthMismatchError();
    }
    handler.onRequestSent?.();
    const reply: SiteReply = (await this.#wire.respond({
      method: line.method,
      url: new URL(options.path, origin),
      headers,
      body: line.body,
      bodyBytes: line.requestBytes,
    })) ?? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
    if (reply.delayMs !== undefined) await delay(this.#wire.clock(), reply.delayMs, controller);
    await sendReply({ reply, handler, controller, line });
  }

  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | void {
    return this.destroy(null, callback ?? (() => undefined));
  }

  override destroy(): Promise<void>;
  override destroy(error: Error | null): Promise<void>;
  override destroy(callback: () => void): void;
  override destroy(error: Error | null, callback: () => void): void;
  override destroy(first: Error | null | (() => void) = null, callback?: () => void): Promise<void> | void {
    const error = typeof first === 'function' ? null : first;
    for (const controller of this.#underWay) controller.fail(error ?? new errors.ClientDestroyedError());
    const done = typeof first === 'function' ? first : callback;
    if (done === undefined) return Promise.resolve();
    queueMicrotask(done);
  }
}

/** Waits, unless the request ends before. */
function delay(clock: Clock, milliseconds: number, controller: MemoryController): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.setTimer(milliseconds, resolve);
    controller.onEnd(() => {
      timer.cancel();
      resolve();
    });
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
