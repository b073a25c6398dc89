import {
  RushhourError,
  type Capture,
  type HttpFault,
  type HttpFormFields,
  type HttpPage,
  type HttpReply,
  type HttpRequest,
  type HttpRequestOptions,
  type ManagedHttpSession,
} from '@rushhour/core';
import type { Target } from '../target/target.ts';
import type { TrackedExchange, TransportContext } from '../transport-context.ts';
import type { Connection } from '../wire/connection.ts';
import type { ExchangeUser } from './exchange-user.ts';
import { Exchange } from './exchange.ts';
import type { KeptAnswer } from './kept-answer.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { CookieLibrary } from './read-cookie.ts';
import { UserCookies } from './user-cookies.ts';
import { ValidatorCache, type Validators } from './validator-cache.ts';
import type { AnswerHeaders } from '../wire/answer-headers.ts';
import type { UserLink } from '../wire/user-link.ts';
import { WireFault } from '../wire/wire-fault.ts';

const isFile = (value: HttpFormFields[string]) => [value].flat().some((one) => typeof one === 'object');

/** The session of one user. What it may never need is made when it is needed: most users think most of the time. */
export class Session implements ManagedHttpSession, ExchangeUser {
  readonly meter = { requests: 0, bytesSent: 0, bytesReceived: 0, status: 0 };
  page: HttpPage | undefined;
  keepPage = false;
  wireFault: WireFault | undefined;
  connection: Connection | undefined;
  location: Target | undefined;
  readonly link: UserLink | undefined;
  readonly #context: TransportContext;
  #cookies: UserCookies | undefined;
  #seen: ValidatorCache | undefined;
  #current: TrackedExchange | undefined;
  #others: Set<TrackedExchange> | undefined;
  #keepsAnswer = false;
  #answer: KeptAnswer | undefined;

  constructor(context: TransportContext, link?: UserLink) {
    this.#context = context;
    this.link = link;
  }

  get fault(): HttpFault | undefined {
    return this.wireFault?.fault;
  }

  set fault(fault: HttpFault | undefined) {
    this.wireFault = fault === undefined ? undefined : new WireFault(fault, this.#context.clock);
  }

  get keepAnswer(): boolean {
    return this.#keepsAnswer;
  }

  /** Set before each action: what was kept of the one before is let go. */
  set keepAnswer(isWanted: boolean) {
    this.#keepsAnswer = isWanted;
    this.#answer = undefined;
  }

  capture(capture: Capture): string | undefined {
    return this.#answer?.capture(capture);
  }

  navigate(request: HttpRequest): Promise<HttpReply> {
    return this.#exchange(request, true);
  }

  send(request: HttpRequest): Promise<HttpReply> {
    return this.#exchange(request, false);
  }

  get(url: URL | string, options?: HttpRequestOptions): Promise<HttpReply> {
    return this.send({ ...options, url });
  }

  postJson(url: URL | string, value: unknown, options?: HttpRequestOptions): Promise<HttpReply> {
    return this.send({ ...options, url, method: 'POST', body: { kind: 'bytes', data: JSON.stringify(value), type: 'application/json' } });
  }

  postForm(url: URL | string, fields: HttpFormFields, options?: HttpRequestOptions): Promise<HttpReply> {
    const kind = Object.values(fields).some(isFile) ? 'multipart' : 'form';
    return this.send({ ...options, url, method: 'POST', body: { kind, fields } });
  }

  cancel(reason: Error): void {
    this.#current?.cut(reason);
    if (this.#others === undefined) return;
    for (const exchange of this.#others) exchange.cut(reason);
  }

  forgetPage(): void {
    this.page = undefined;
  }

  close(): void {
    this.cancel(new RushhourError('interrupted', { message: 'The session was closed.' }));
    this.page = undefined;
    this.#answer = undefined;
    this.location = undefined;
    this.#cookies = undefined;
    this.#seen = undefined;
    if (this.connection?.holder === this) this.connection.holder = undefined;
    this.connection = undefined;
  }

  cookieFor(target: Target): string | undefined {
    return this.#cookies?.headerFor(target, this.#context.clock);
  }

  storeCookies(library: CookieLibrary, values: readonly string[], target: Target): void {
    this.#cookies ??= new UserCookies(library);
    this.#cookies.store(values, target, this.#context.clock);
  }

  conditionFor(target: Target): Validators | undefined {
    return this.#seen?.conditionFor(target);
  }

  remember(target: Target, headers: AnswerHeaders): void {
    if (headers['etag'] === undefined && headers['last-modified'] === undefined && this.#seen === undefined) return;
    this.#seen ??= new ValidatorCache();
    this.#seen.remember(target, headers);
  }

  arrive(location: Target | undefined, page: HttpPage | undefined): void {
    this.location = location;
    this.page = page;
  }

  keep(answer: KeptAnswer): void {
    this.#answer = answer;
  }

  untrack(exchange: TrackedExchange): void {
    if (this.#current === exchange) this.#current = undefined;
    else this.#others?.delete(exchange);
  }

  #exchange(request: HttpRequest, isNavigation: boolean): Promise<HttpReply> {
    let prepared: PreparedRequest;
    try {
      prepared = this.#context.prepare(request, isNavigation);
    } catch (error) {
      if (isNavigation) this.arrive(undefined, undefined);
      return Promise.reject(error);
    }
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(this, this.#context, prepared, isNavigation, resolve, reject);
      if (this.#current === undefined) this.#current = exchange;
      else (this.#others ??= new Set()).add(exchange);
      this.#context.track(exchange);
      exchange.start();
    });
  }
}
