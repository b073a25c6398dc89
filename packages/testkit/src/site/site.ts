/** A request as a site sees it. */
export interface SiteRequest {
  /** Upper case. */
  readonly method: string;
  /** Absolute. */
  readonly url: URL;
  /** By lower-case name; several values are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, or its beginning when it was longer than the site keeps. */
  readonly body: Uint8Array;
  /** Length of the whole body. */
  readonly bodyBytes: number;
}

/** An answer of a site. */
export interface SiteReply {
  /** @default 200 */
  readonly status?: number;
  /** A list sends the header several times. `content-length` is added where the body is not a stream. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Milliseconds until the answer begins. */
  readonly delayMs?: number;
  /** `never`: no answer at all; `cut`: the connection is closed in the middle of the body. */
  readonly fault?: 'never' | 'cut';
}

/** A site: answers requests. Nothing answered is 404. Serve it on loopback with `startLoopbackSite`, or in memory with `createMemoryHttp`. */
export type SiteResponder = (request: SiteRequest) => SiteReply | undefined | Promise<SiteReply | undefined>;
