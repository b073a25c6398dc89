import type { StoreError } from './store-error.ts';
import type { StoreRequest } from './store-request.ts';
import { element, xmlDocument, type Xml } from './write-xml.ts';

/** An answer of the store. */
export interface StoreAnswer {
  /** @default 200 */
  readonly status?: number;
  /** `content-length`, `date` and `x-amz-request-id` are added where absent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Pieces are sent as they come and need a `content-length` among the headers. */
  readonly body?: string | Uint8Array | Iterable<Uint8Array>;
  /** Milliseconds until the answer begins. */
  readonly delayMs?: number;
  /** `never`: no answer at all; `reset`: the connection is cut instead of an answer; `cut`: in the middle of its body. */
  readonly fault?: 'never' | 'reset' | 'cut';
}

/** A document of S3 as an answer. */
export function xmlAnswer(name: string, content: readonly Xml[]): StoreAnswer {
  return { headers: { 'content-type': 'application/xml' }, body: xmlDocument(name, content) };
}

/** An error of S3 as an answer. */
export function errorAnswer(
  { code, status, message, elements, headers }: StoreError,
  request: Pick<StoreRequest, 'method' | 'path'>,
  requestId: string,
): StoreAnswer {
  const hasBody = request.method !== 'HEAD';
  const more = Object.entries({ ...elements, Resource: request.path, RequestId: requestId });
  const content = [element('Code', code), element('Message', message), ...more.map(([name, text]) => element(name, text))];
  return {
    status,
    headers: { ...(hasBody && { 'content-type': 'application/xml' }), ...headers },
    body: hasBody ? xmlDocument('Error', content, '') : '',
  };
}
