import type { Link } from '../people/link.ts';
import type { Capture } from '../scenario/capture.ts';
import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';
import type { Scope } from '../scope/scope.ts';
import type { HttpFault } from './fault.ts';
import type { HistogramSnapshot } from '../support/histogram.ts';

/**
 * The HTTP client a host passes to the runner (`http: createHttp()` of `@rushhour/http`). Core knows no HTTP client of its own.
 */
export interface HttpPort {
  /** Opens the one transport of a run: everything that leaves goes through it. */
  open(run: HttpRun): HttpTransport;
}

/** What a transport is told about the run it serves. */
export interface HttpRun {
  /** The run id, sent in a header so that owners can filter. */
  readonly id: string;
  readonly scope: Scope;
  readonly clock: Clock;
  /** How many users this process plays: sizes the connections per origin. */
  readonly users: number;
  /** This process's share of the run: rates of sites are those of the whole fleet. @default 0 of 1 */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Says something once to the host (a `warning` event of the runner). */
  readonly warn: (message: string) => void;
}

/** The transport of one run. */
export interface HttpTransport {
  /** A browser-like session of one user: cookies, current page, cache, a connection of its own while busy. */
  session(user: { readonly id: string; readonly random: Random; readonly link?: Link }): ManagedHttpSession;
  /**
   * Why a request to a site may not begin now: it asked for a pause (`Retry-After`), or its rate is used up; undefined when it may. For a
   * host that would rather not begin than wait.
   */
  held(url: URL): HeldSite | undefined;
  /** What was sent and answered so far, as the wire saw it. */
  statistics(): RequestStatistics;
  /** Closes every connection; requests still on the wire are cut. */
  close(): Promise<void>;
}

/** A site that takes no request now. */
export interface HeldSite {
  readonly reason: 'paused' | 'rate_cap';
  /** When it takes one again, in milliseconds of the clock. */
  readonly until: number;
}

/** Requests as the wire saw them: redirects, page resources and resends count one each. */
export interface RequestStatistics {
  readonly sent: number;
  /** Those whose status line arrived. */
  readonly answered: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Milliseconds. `dns`, `connect` and `tls` are recorded once per connection made. */
  readonly phases: Readonly<Record<RequestPhase, HistogramSnapshot>>;
  /** Whether requests had to wait for a free connection: then the generator is the limit. */
  readonly connectionLimited: boolean;
}

/** The phases of a request, in their order. */
export const requestPhases = ['blocked', 'dns', 'connect', 'tls', 'firstByte', 'receive'] as const;

/** A phase of a request. */
export type RequestPhase = (typeof requestPhases)[number];

/** A browser-like session of one virtual user, shared by all plugins of that user unless one asks for its own. */
export interface HttpSession {
  /** The page the user is on; absent after a failed open, an answer that is not HTML, or when nobody will follow a link of it. */
  readonly page: HttpPage | undefined;
  /** Loads a URL as the address bar does: redirects followed, the answer becomes the current page. */
  navigate(request: HttpRequest): Promise<HttpReply>;
  /** Sends a request as a script of the page would: redirects followed, the current page stays. The body is kept unless `keep` says otherwise. */
  send(request: HttpRequest): Promise<HttpReply>;
  /** `send` with GET. */
  get(url: URL | string, options?: HttpRequestOptions): Promise<HttpReply>;
  /** `send` with POST and a JSON body. */
  postJson(url: URL | string, value: unknown, options?: HttpRequestOptions): Promise<HttpReply>;
  /** `send` with POST and a form: multipart when a field is a file, url-encoded otherwise. */
  postForm(url: URL | string, fields: HttpFormFields, options?: HttpRequestOptions): Promise<HttpReply>;
}

/** The fields of a form; a list repeats the field. */
export type HttpFormFields = Readonly<Record<string, HttpFormValue | readonly HttpFormValue[]>>;

/** The value of a form field. */
export type HttpFormValue = string | number | boolean | HttpStreamBody;

/** The host's handle on a session. */
export interface ManagedHttpSession extends HttpSession {
  /** Whether pages are kept: set before each action, true when a later instruction will follow a link. */
  keepPage: boolean;
  /** Whether the last answer is kept, up to 1 MiB of its body: set before each action, true when its instruction captures something. */
  keepAnswer: boolean;
  /** Committed on the requests sent from now on: set before each action and taken back after it. */
  fault: HttpFault | undefined;
  /** Reads a value off the last kept answer; undefined when it is not there. */
  capture(capture: Capture): string | undefined;
  /** Running totals, read before and after each action. */
  readonly meter: HttpMeter;
  /** Cuts every request of the session now; they reject with the reason. The session stays usable. */
  cancel(reason: Error): void;
  /** Lets the current page go: nobody will follow a link of it. */
  forgetPage(): void;
  /** Frees what the session holds. */
  close(): void;
}

/** Running totals of a session. */
export interface HttpMeter {
  readonly requests: number;
  /** Bytes of request bodies, as sent. */
  readonly bytesSent: number;
  /** Bytes of response bodies, as they came over the wire. */
  readonly bytesReceived: number;
  /** Status of the last answer to `navigate` or `send`, 0 before the first. */
  readonly status: number;
}

/** A body of known length that can be opened when it is needed; an {@link UploadFile} is one. */
export interface HttpStreamBody {
  /** Length in bytes, exact. */
  readonly size: number;
  /** Media type. */
  readonly type: string;
  /** File name, for multipart forms. */
  readonly name: string;
  /** Opens the content. Fails with `body_size_mismatch` when it turns out longer or shorter than `size`. */
  stream(): AsyncIterable<Uint8Array>;
}

/** What may be sent as a body. */
export type HttpBody =
  | { readonly kind: 'bytes'; readonly data: string | Uint8Array; readonly type: string }
  | { readonly kind: 'stream'; readonly content: HttpStreamBody; readonly type?: string }
  | { readonly kind: 'form'; readonly fields: HttpFormFields }
  | { readonly kind: 'multipart'; readonly fields: HttpFormFields };

/** Options of a request. */
export interface HttpRequestOptions {
  /** Extra headers; `host`, `content-length`, `transfer-encoding` and `connection` are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Cuts the request; the action's own deadline does so in any case. */
  readonly signal?: AbortSignal;
  /** Whether redirects are followed. @default true */
  readonly redirect?: boolean;
  /** Keeps the decoded body, up to 1 MiB. @default true for `send` and its short forms, false for `navigate` */
  readonly keep?: boolean;
  /** Receives the decoded body piece by piece, with the status of the answer and its headers; the next piece waits for its promise. */
  readonly sink?: (chunk: Uint8Array, status: number, head: HttpHead) => void | Promise<void>;
  /** Whether the Content-Encoding of the answer is undone; false hands bodies over as they are stored. @default true */
  readonly decode?: boolean;
  readonly limits?: HttpLimits;
}

/** What is known of an answer before its body. */
export type HttpHead = Pick<HttpReply, 'status' | 'header' | 'headerNames'>;

/** Bounds of one request; every default is bounded. */
export interface HttpLimits {
  /** Largest body, decoded where it is decoded. @default 64 MiB */
  readonly maxBytes?: number;
  /** Longest silence on the wire in milliseconds. @default 30000 */
  readonly idleMs?: number;
  /** Longest time for all of it, redirects too, in milliseconds; 0 for none. @default 60000 */
  readonly totalMs?: number;
}

/**
 * A request. A frozen object that is sent again and again is prepared once: keep it, do not rebuild it.
 */
export interface HttpRequest extends HttpRequestOptions {
  readonly url: URL | string;
  /** @default GET */
  readonly method?: string;
  readonly body?: HttpBody;
  /** `user:password` for Basic, or the whole value of the Authorization header; sent to the first origin only. */
  readonly authorization?: string;
  /** The page the user comes from; told as `Referer` as browsers do (`strict-origin-when-cross-origin`). @default none for `navigate`, the last page for `send` */
  readonly referrer?: string;
  /** What a browser would say it wants. @default 'document' for `navigate`, '*' for `send` */
  readonly destination?: 'document' | 'style' | 'script' | 'image' | '*';
}

/** An answer. Its body was read to the end before it is handed out. */
export interface HttpReply {
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /** A header by lower-case name; several values are joined by `, `. */
  header(name: string): string | undefined;
  /** Every `Set-Cookie`, and any header that came more than once. */
  headerValues(name: string): readonly string[];
  /** The names of all headers, lower case. */
  headerNames(): readonly string[];
  /** The kept body as text (charset of the Content-Type, else UTF-8). Empty when nothing was kept. */
  text(): string;
  /** The kept body as JSON. */
  json(): unknown;
  /** The kept body. */
  bytes(): Uint8Array;
  /** Whether the body was longer than what was kept. */
  readonly truncated: boolean;
  /** Bytes of the body of this answer over the wire. */
  readonly bytesReceived: number;
  /** How many redirects led here. */
  readonly redirects: number;
  /** Milliseconds from handing the request over to the end of the body, redirects included. */
  readonly durationMs: number;
}

/** A page a user is on. Parsed when it is first looked at. */
export interface HttpPage {
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly html: string;
  /** The distinct in-scope http(s) links in document order, fragments removed. */
  links(selector?: LinkSelector): readonly HttpLink[];
  /** A form by CSS selector, with the values it would send as it stands; undefined when there is none. */
  form(css: string): HttpForm | undefined;
  /** Stylesheets, scripts and images, as a browser would fetch them: distinct, http(s), in scope, in document order. */
  resources(): readonly HttpResource[];
}

/** How to choose links of a page. All that are given must fit. */
export interface LinkSelector {
  /** Visible text, without regard to case and runs of white space; contained. */
  readonly text?: string;
  readonly css?: string;
  /** A part of the resolved URL, or a pattern with `*`. */
  readonly href?: string;
  readonly rel?: string;
}

/** A link of a page. */
export interface HttpLink {
  /** Resolved, without fragment. */
  readonly url: string;
  readonly text: string;
  readonly rel: string;
}

/** A form of a page. */
export interface HttpForm {
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly encoding: 'urlencoded' | 'multipart';
  /** Names and values in document order: hidden fields, defaults, the first submit button. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Names of the file inputs. */
  readonly fileFields: readonly string[];
  /** Names of all controls a person could set, whether or not the form sends them as it stands. */
  readonly names: readonly string[];
}

/** A part of a page that a browser fetches with it. */
export interface HttpResource {
  readonly url: string;
  readonly destination: 'style' | 'script' | 'image';
}
