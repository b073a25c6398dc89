import { Readable } from 'node:stream';
import type { Body } from '../body/body.ts';
import type { Target } from '../target/target.ts';
import { wireRequest, type WireRequest } from '../wire/wire.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { browserHeaders, withoutSecrets, type Identity } from './request-headers.ts';
import type { Validators } from './validator-cache.ts';

/** What the state of a user and a chain of redirects add to a request. */
export interface HopState {
  readonly identity: Identity;
  readonly target: Target;
  readonly method: string;
  /** Whether a redirect led to another origin. */
  readonly hasCrossed: boolean;
  /** Whether no redirect was followed. */
  readonly isFirst: boolean;
  readonly cookie: string | undefined;
  readonly condition: Validators | undefined;
  readonly referrer: string | undefined;
  readonly body: Body | undefined;
  /** The body, opened. */
  readonly content: string | Uint8Array | Readable | undefined;
}

/** Makes the request of one hop. */
export function hopRequest(prepared: PreparedRequest, hop: HopState): WireRequest {
  const headers = hop.isFirst ? prepared.wire.headers.slice() : freshHeaders(prepared, hop);
  const { target, method, cookie, condition, referrer, body, content } = hop;
  if (referrer !== undefined) headers.push('referer', referrer);
  if (cookie !== undefined) headers.push('cookie', cookie);
  if (condition?.etag !== undefined) headers.push('if-none-match', condition.etag);
  if (condition?.lastModified !== undefined) headers.push('if-modified-since', condition.lastModified);
  if (body !== undefined) {
    if (!prepared.own.has('content-type')) headers.push('content-type', body.type);
    // Undici knows the length of what is at hand.
    if (content instanceof Readable) headers.push('content-length', String(body.length));
  }
  return wireRequest({ target, method, headers, idleMs: prepared.wire.idleMs, body: content });
}

/** The headers after a redirect, without what must not leave the first origin, nor what described a dropped body. */
function freshHeaders({ own, destination }: PreparedRequest, { identity, hasCrossed, body }: HopState): string[] {
  const allowed = new Map(hasCrossed ? withoutSecrets(own) : own);
  if (body === undefined) allowed.delete('content-type');
  return browserHeaders(identity, destination, allowed);
}
