import { Readable } from 'node:stream';
import { RushhourError, type HttpHead, type HttpReply, type HttpRequestOptions } from '@rushhour/core';
import type { Body } from '../body/body.ts';
import { faultyBody } from '../body/faulty-body.ts';
import { pacedBody } from '../body/paced-body.ts';
import { toRushhourError } from '../error-mapping.ts';
import { showTarget, type Target } from '../target/target.ts';
import type { TrackedExchange, TransportContext } from '../transport-context.ts';
import type { Wire, WireReceiver, WireRequest } from '../wire/wire.ts';
import { BodyCollector, type BodyCollectorOptions } from './body-collector.ts';
import { decodeText } from './decode-text.ts';
import { hopRequest } from './hop-request.ts';
import { createKeptAnswer } from './kept-answer.ts';
import { loadElementReader } from './load-element-reader.ts';
import { loadPageMaker } from './load-page-maker.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { isRedirect, nextHop } from './redirect.ts';
import { referrerFor } from './referrer-for.ts';
import { Reply } from './reply.ts';
import type { ExchangeUser } from './exchange-user.ts';
import { loadCookieLibrary } from './load-cookie-library.ts';
import { headerValue, headerValues, type AnswerHeaders } from '../wire/answer-headers.ts';

const isHtml = (headers: AnswerHeaders) => /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headerValue(headers, 'content-type') ?? '');

const hasRate = ({ rule }: Target) => rule !== undefined && (!rule.owned || rule.ratePerSecond !== undefined);

/**
 * One call of `navigate` or `send`: the request, its redirects, and what becomes of the answer. A class, because one is made for every
 * request; it settles its promise exactly once.
 */
export class Exchange implements WireReceiver, TrackedExchange {
  readonly holder: ExchangeUser;
  isSettled = false;
  place = -1;
  /** When it is to be given up, by the clock of the run; Infinity for never. */
  readonly deadlineAt: number;
  readonly #context: TransportContext;
  readonly #prepared: PreparedRequest;
  readonly #isNavigation: boolean;
  readonly #resolve: (reply: HttpReply) => void;
  readonly #reject: (error: unknown) => void;
  readonly #startedAt: number;
  #target: Target;
  #method: string;
  #body: Body | undefined;
  #openBody: string | Uint8Array | Readable | undefined;
  #hasCrossed = false;
  #redirects = 0;
  #wire: Wire | undefined;
  #status = 0;
  #headers: AnswerHeaders = {};
  #received = 0;
  #collector: BodyCollector | undefined;

  constructor(
    session: ExchangeUser,
    context: TransportContext,
    prepared: PreparedRequest,
    isNavigation: boolean,
    resolve: (reply: HttpReply) => void,
    reject: (error: unknown) => void,
  ) {
    this.holder = session;
    this.#context = context;
    this.#prepared = prepared;
    this.#isNavigation = isNavigation;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#target = prepared.target;
    this.#method = prepared.method;
    this.#startedAt = context.clock.now();
    this.deadlineAt = prepared.totalMs === 0 ? Infinity : this.#startedAt + prepared.totalMs;
  }

  /** Sends it. */
  start(): void {
    const { body, signal } = this.#prepared;
    if (signal !== undefined) {
      if (signal.aborted) {
        this.cut(signal.reason);
        return;
      }
      signal.addEventListener('abort', this.#onAbort, { once: true });
    }
    if (body instanceof Promise) {
      body.then(
        (ready) => {
          this.#body = ready;
          if (!this.isSettled) this.#send();
        },
        (error: unknown) => this.#fail(error),
      );
      return;
    }
    this.#body = body;
    this.#send();
  }

  /** Ends it now with a reason; nothing of it stays on the wire. */
  cut(reason: unknown): void {
    if (this.isSettled) return;
    this.#settle();
    if (this.#isNavigation) this.holder.arrive(undefined, undefined);
    this.#reject(reason);
    this.#wire?.abort(reason instanceof Error ? reason : new Error('cut', { cause: reason }));
  }

  /** Ends it because its deadline has passed. */
  expire(): void {
    const message = `The request to "${showTarget(this.#target)}" did not end within "${this.#prepared.totalMs}" ms.`;
    const isWaiting = this.#wire?.isWaiting ?? this.#status === 0;
    if (!isWaiting) this.cut(new RushhourError('timeout', { message }));
    else this.cut(new RushhourError(this.#wire === undefined && hasRate(this.#target) ? 'rate_wait' : 'connection_wait'));
  }

  onWire(wire: Wire): void {
    this.#wire = wire;
  }

  onSent(): void {
    this.holder.meter.requests += 1;
  }

  onHead(status: number, headers: AnswerHeaders): void {
    this.#status = status;
    this.#headers = headers;
    if (this.isSettled || (isRedirect(status) && this.#prepared.followsRedirects)) return;
    const { sink, maxBytes, decodes } = this.#prepared;
    const keep = this.#prepared.keep || this.#isAnswerWanted();
    if (!keep && sink === undefined && !(this.#isPageWanted() && status < 300 && isHtml(headers))) return;
    this.#collector = new BodyCollector({
      contentEncoding: this.#method === 'HEAD' || !decodes ? '' : (headerValue(headers, 'content-encoding') ?? ''),
      maxBytes,
      keep: keep || sink === undefined,
      sink: sink === undefined ? undefined : withHead(sink, status, headers),
      onEnd: () => this.#completeHop(),
      // A sink's own error is its caller's, and stays as it is.
      onError: (error) => this.cut(error),
      onDrain: () => this.#wire?.resume(),
    });
  }

  onChunk(chunk: Buffer): void {
    this.holder.meter.bytesReceived += chunk.length;
    this.#received += chunk.length;
    const { maxBytes } = this.#prepared;
    if (this.#received > maxBytes) {
      const message = `The answer of "${showTarget(this.#target)}" is larger than the limit of "${maxBytes}" bytes.`;
      this.cut(new RushhourError('body_too_large', { message }));
    } else if (this.#collector !== undefined && !this.#collector.decoder.push(chunk)) {
      this.#wire?.pause();
    }
  }

  onEnd(): void {
    this.#closeWire();
    if (this.isSettled) return;
    if (this.#collector === undefined) this.#completeHop();
    else this.#collector.decoder.end();
  }

  onFailure(error: unknown): void {
    this.#closeWire();
    // What a body throws while it is read is its caller's error, not the network's.
    if (this.#openBody instanceof Readable && this.#openBody.errored === error) this.cut(error);
    else this.#fail(error);
  }

  renew(request: WireRequest): WireRequest | undefined {
    if (this.#body === undefined) return request;
    if (!this.#body.replayable) return undefined;
    this.#openBody = this.#open(this.#body);
    return { ...request, body: this.#openBody };
  }

  #send(): void {
    this.#received = 0;
    this.#status = 0;
    let request: WireRequest;
    try {
      request = this.#wireRequest();
    } catch (error) {
      // A body that cannot be opened fails with an error of its own.
      this.cut(error);
      return;
    }
    this.#context.dispatch(request, this);
  }

  #wireRequest(): WireRequest {
    const { holder: session } = this;
    const { wire, own } = this.#prepared;
    const target = this.#target;
    const cookie = own.has('cookie') && !this.#hasCrossed ? undefined : session.cookieFor(target);
    const condition = this.#isConditional() ? session.conditionFor(target) : undefined;
    const referrer = own.has('referer') ? undefined : referrerFor(this.#referrer(), target);
    const isFirst = this.#redirects === 0;
    if (isFirst && cookie === undefined && condition === undefined && referrer === undefined && this.#body === undefined) return wire;
    this.#openBody = this.#body === undefined ? undefined : this.#open(this.#body);
    return hopRequest(this.#prepared, {
      identity: this.#context.identity,
      target,
      method: this.#method,
      hasCrossed: this.#hasCrossed,
      isFirst,
      cookie,
      condition,
      referrer,
      body: this.#body,
      content: this.#openBody,
    });
  }

  #open(body: Body): string | Uint8Array | Readable {
    const { link, wireFault } = this.holder;
    const { clock } = this.#context;
    const content = wireFault?.cutsBody(body.length) === true ? faultyBody(body.open(), wireFault, clock) : body.open();
    return link?.up === undefined ? content : pacedBody(content, link.up, clock);
  }

  #referrer(): Target | undefined {
    return this.#prepared.referrer ?? (this.#isNavigation ? undefined : this.holder.location);
  }

  /** A page that must be kept can be asked for with a condition only while it is still at hand. */
  #isConditional(): boolean {
    if (!this.#prepared.isCacheable || this.#method !== 'GET' || this.#isAnswerWanted()) return false;
    return !this.#isPageWanted() || this.holder.page?.url === this.#target.href;
  }

  #isPageWanted(): boolean {
    return this.#isNavigation && (this.holder.keepPage || this.#prepared.keep);
  }

  /** What a page is made of is not what its action is about. */
  #isAnswerWanted(): boolean {
    return this.holder.keepAnswer && (this.#prepared.destination === 'document' || this.#prepared.destination === '*');
  }

  #completeHop(): void {
    if (this.isSettled) return;
    const cookies = headerValues(this.#headers, 'set-cookie');
    if (cookies.length === 0) {
      this.#proceed();
      return;
    }
    const library = loadCookieLibrary();
    if (library instanceof Promise) {
      library.then(
        () => this.#completeHop(),
        (error: unknown) => this.#fail(error),
      );
      return;
    }
    this.holder.storeCookies(library, cookies, this.#target);
    this.#proceed();
  }

  #proceed(): void {
    if (isRedirect(this.#status) && this.#prepared.followsRedirects) this.#redirect();
    else this.#conclude();
  }

  #redirect(): void {
    try {
      const hop = nextHop({
        from: this.#target,
        status: this.#status,
        location: headerValues(this.#headers, 'location')[0],
        method: this.#method,
        redirects: this.#redirects,
        maxRedirects: this.#context.maxRedirects,
        targets: this.#context.targets,
        isBodyReplayable: this.#body?.replayable ?? true,
      });
      if (hop.target.origin !== this.#target.origin) this.#hasCrossed = true;
      this.#target = hop.target;
      this.#method = hop.method;
      if (!hop.keepsBody) {
        this.#body = undefined;
        this.#openBody = undefined;
      }
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#redirects += 1;
    this.#send();
  }

  #conclude(): void {
    const session = this.holder;
    const isFresh = this.#status >= 200 && this.#status < 300;
    if (this.#prepared.isCacheable && this.#status === 200 && this.#method === 'GET') session.remember(this.#target, this.#headers);
    if (!this.#isNavigation) {
      this.#reply();
      return;
    }
    if (!this.#isPageWanted()) {
      session.arrive(this.#target, undefined);
      this.#reply();
      return;
    }
    const current = session.page;
    let html: string | undefined;
    if (this.#status === 304 && current?.url === this.#target.href) html = current.html;
    else if (isFresh && isHtml(this.#headers))
      html = decodeText(this.#collector?.bytes() ?? new Uint8Array(0), headerValue(this.#headers, 'content-type'));
    if (html === undefined) {
      session.arrive(this.#target, undefined);
      this.#reply();
      return;
    }
    this.#arriveWith(html);
  }

  #arriveWith(html: string): void {
    const createPage = loadPageMaker();
    if (createPage instanceof Promise) {
      createPage.then(
        () => this.#arriveWith(html),
        (error: unknown) => this.#fail(error),
      );
      return;
    }
    if (this.isSettled) return;
    this.holder.arrive(this.#target, createPage({ url: this.#target.href, status: this.#status, html, inScope: this.#context.inScope }));
    this.#reply();
  }

  #reply(): void {
    if (this.#isAnswerWanted() && !this.#keepAnswer()) return;
    this.#settle();
    this.holder.meter.status = this.#status;
    const figures = {
      bytesReceived: this.#received,
      redirects: this.#redirects,
      durationMs: this.#context.clock.now() - this.#startedAt,
    };
    const body = this.#prepared.keep ? this.#collector?.bytes() : undefined;
    this.#resolve(new Reply(this.#status, this.#target.href, this.#headers, figures, body, this.#collector?.isTruncated ?? false));
  }

  /** Keeps the answer for captures; false when that had to wait, and the reply goes on later. */
  #keepAnswer(): boolean {
    const createElementReader = isHtml(this.#headers) ? loadElementReader() : undefined;
    if (createElementReader instanceof Promise) {
      createElementReader.then(
        () => {
          if (!this.isSettled) this.#reply();
        },
        (error: unknown) => this.#fail(error),
      );
      return false;
    }
    this.holder.keep(
      createKeptAnswer({ headers: this.#headers, body: this.#collector?.bytes() ?? new Uint8Array(0), createElementReader }),
    );
    return true;
  }

  /** Fails with what the network threw, in the words of the catalogue. */
  #fail(error: unknown): void {
    if (!this.isSettled) this.cut(toRushhourError(error, showTarget(this.#target)));
  }

  #settle(): void {
    this.isSettled = true;
    this.#collector?.decoder.destroy();
    if (this.#openBody instanceof Readable) this.#openBody.destroy();
    this.#prepared.signal?.removeEventListener('abort', this.#onAbort);
    this.#context.untrack(this);
    this.holder.untrack(this);
  }

  #closeWire(): void {
    this.holder.meter.bytesSent += this.#wire?.bytesSent ?? 0;
    this.#wire = undefined;
  }

  readonly #onAbort = () => this.cut(this.#prepared.signal?.reason);
}

function withHead(sink: NonNullable<HttpRequestOptions['sink']>, status: number, headers: AnswerHeaders): BodyCollectorOptions['sink'] {
  const head: HttpHead = {
    status,
    header: (name) => headerValue(headers, name.toLowerCase()),
    headerNames: () => Object.keys(headers),
  };
  return (chunk) => sink(chunk, status, head);
}
