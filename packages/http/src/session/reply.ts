import type { HttpReply } from '@rushhour/core';
import { decodeText } from './decode-text.ts';
import { headerValue, headerValues, type AnswerHeaders } from '../wire/answer-headers.ts';

const nothing = new Uint8Array(0);

/** An answer. A class, because one is made for every request. */
export class Reply implements HttpReply {
  readonly status: number;
  readonly url: string;
  readonly bytesReceived: number;
  readonly redirects: number;
  readonly durationMs: number;
  readonly truncated: boolean;
  readonly #headers: AnswerHeaders;
  readonly #body: Uint8Array | undefined;

  constructor(
    status: number,
    url: string,
    headers: AnswerHeaders,
    figures: { readonly bytesReceived: number; readonly redirects: number; readonly durationMs: number },
    body: Uint8Array | undefined,
    isTruncated: boolean,
  ) {
    this.status = status;
    this.url = url;
    this.#headers = headers;
    this.bytesReceived = figures.bytesReceived;
    this.redirects = figures.redirects;
    this.durationMs = figures.durationMs;
    this.#body = body;
    this.truncated = isTruncated;
  }

  header(name: string): string | undefined {
    return headerValue(this.#headers, name.toLowerCase());
  }

  headerValues(name: string): readonly string[] {
    return headerValues(this.#headers, name.toLowerCase());
  }

  headerNames(): readonly string[] {
    return Object.keys(this.#headers);
  }

  text(): string {
    return this.#body === undefined ? '' : decodeText(this.#body, this.header('content-type'));
  }

  json(): unknown {
    return JSON.parse(this.text());
  }

  bytes(): Uint8Array {
    return this.#body ?? nothing;
  }
}
