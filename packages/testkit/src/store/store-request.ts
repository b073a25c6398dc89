import type { IncomingMessage } from 'node:http';
import { nameOperation, type OperationName } from './operation-name.ts';
import { StoreError } from './store-error.ts';
import { decodeUri } from './uri-encoding.ts';

/** A request as the store sees it before its body. */
export interface StoreRequest {
  readonly method: string;
  /** The path as it was sent, percent-encoded, without the query. */
  readonly path: string;
  /** Decoded names and values, in the order they were sent. */
  readonly query: ReadonlyMap<string, string>;
  /** By lower-case name; several values are joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty where the request names none. */
  readonly bucket: string;
  /** Decoded; empty where the request names none. */
  readonly key: string;
  readonly operation: OperationName;
}

/** The head of a request, before anything of it was judged. */
export type RequestHead = Pick<StoreRequest, 'method' | 'path' | 'headers'> & { readonly search: string };

/** Method, path, query and headers as they were sent. */
export function readHead({ method = '', url = '/', rawHeaders }: IncomingMessage): RequestHead {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  const mark = url.indexOf('?');
  return mark < 0 ? { method, path: url, search: '', headers } : { method, path: url.slice(0, mark), search: url.slice(mark + 1), headers };
}

/**
 * What the request is about: the bucket from the host (`bucket.localhost`) or from the path, the key, and the operation.
 *
 * @throws StoreError `InvalidURI`, `KeyTooLongError`, `NotImplemented`
 */
export function readRequest({ method, path, search, headers }: RequestHead): StoreRequest {
  const query = readQuery(search);
  const host = /^(.+)\.localhost(?::\d+)?$/i.exec(headers.get('host') ?? '')?.[1];
  const slash = path.indexOf('/', 1);
  const bucket = host ?? decodeUri(slash < 0 ? path.slice(1) : path.slice(1, slash));
  const rest = host === undefined ? (slash < 0 ? '' : path.slice(slash + 1)) : path.slice(1);
  const key = decodeUri(rest);
  if (key.length > 1024 || Buffer.byteLength(key) > 1024) throw new StoreError('KeyTooLongError');
  const level = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
  return { method, path, query, headers, bucket, key, operation: nameOperation(level, method, query) };
}

function readQuery(search: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  if (search === '') return query;
  for (const pair of search.split('&')) {
    const equals = pair.indexOf('=');
    const name = decodePlus(equals < 0 ? pair : pair.slice(0, equals));
    if (query.has(name)) throw new StoreError('InvalidArgument', { message: `The parameter '${name}' was given twice.` });
    query.set(name, equals < 0 ? '' : decodePlus(pair.slice(equals + 1)));
  }
  return query;
}

function decodePlus(text: string): string {
  return decodeUri(text.replaceAll('+', ' '));
}
