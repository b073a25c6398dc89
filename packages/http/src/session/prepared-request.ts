import { RushhourError, type HttpRequest } from '@rushhour/core';
import type { Body } from '../body/body.ts';
import { createBody } from '../body/create-body.ts';
import type { Target, TargetTable } from '../target/target.ts';
import { wireRequest, type WireRequest } from '../wire/wire.ts';
import { authorizationHeader } from './authorization-header.ts';
import { browserHeaders, parseHeaders, type Destination, type HeaderMap, type Identity } from './request-headers.ts';

/** What a method call implies where the request says nothing. */
export interface RequestDefaults {
  readonly destination: Destination;
  readonly keep: boolean;
}

/** A request checked and taken apart, once for a frozen one. */
export interface PreparedRequest {
  readonly target: Target;
  readonly method: string;
  readonly destination: Destination;
  /** The caller's headers, Authorization among them. */
  readonly own: HeaderMap;
  readonly body: Body | Promise<Body> | undefined;
  /** What goes over the wire when the user's state adds nothing. */
  readonly wire: WireRequest;
  readonly followsRedirects: boolean;
  readonly keep: boolean;
  readonly sink: HttpRequest['sink'];
  readonly decodes: boolean;
  readonly signal: AbortSignal | undefined;
  readonly referrer: Target | undefined;
  /** Whether the answer may be asked for with a condition. */
  readonly isCacheable: boolean;
  readonly maxBytes: number;
  /** 0 for none. */
  readonly totalMs: number;
}

const defaultMaxBytes = 64 * 1024 * 1024;
const defaultIdleMs = 30_000;
const defaultTotalMs = 60_000;

const methodToken = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const conditionHeaders = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range', 'range'];

function parseLimit(value: number | undefined, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  if (Number.isFinite(value) && value >= 0) return value;
  throw new RushhourError('params_invalid', { message: `The limit "${name}" cannot be "${value}": it takes a number of 0 or more.` });
}

function parseMethod(method: string): string {
  if (!methodToken.test(method) || /^(connect|trace)$/i.test(method)) {
    const shown = JSON.stringify(method.slice(0, 40)).slice(1, -1);
    throw new RushhourError('params_invalid', { message: `The method "${shown}" cannot be sent.` });
  }
  // Browsers write the common methods in upper case and leave others alone (WHATWG Fetch, 4.1).
  return /^(get|head|post|put|delete|options|patch)$/i.test(method) ? method.toUpperCase() : method;
}

/**
 * Takes a request apart.
 *
 * @throws RushhourError `target_invalid`, or `params_invalid` for a method, header or limit that cannot be used.
 */
export function prepareRequest(
  request: HttpRequest,
  { targets, identity, defaults }: { readonly targets: TargetTable; readonly identity: Identity; readonly defaults: RequestDefaults },
): PreparedRequest {
  const target = targets.of(request.url);
  const method = parseMethod(request.method ?? 'GET');
  const destination = request.destination ?? defaults.destination;
  const given = parseHeaders(request.headers ?? {});
  const { authorization, limits = {} } = request;
  const own: HeaderMap =
    authorization === undefined ? given : new Map([...given, ...parseHeaders({ authorization: authorizationHeader(authorization) })]);
  const idleMs = Math.ceil(parseLimit(limits.idleMs, 'idleMs', defaultIdleMs));
  const keep = request.keep ?? (defaults.keep && request.sink === undefined);
  const wire = wireRequest({ target, method, headers: browserHeaders(identity, destination, own), idleMs });
  return {
    target,
    method,
    destination,
    own,
    body: request.body === undefined ? undefined : createBody(request.body),
    wire,
    followsRedirects: request.redirect ?? true,
    keep,
    sink: request.sink,
    decodes: request.decode ?? true,
    signal: request.signal,
    referrer: request.referrer === undefined ? undefined : targets.of(request.referrer),
    isCacheable: method === 'GET' && !keep && request.sink === undefined && !conditionHeaders.some((name) => own.has(name)),
    maxBytes: parseLimit(limits.maxBytes, 'maxBytes', defaultMaxBytes),
    totalMs: parseLimit(limits.totalMs, 'totalMs', defaultTotalMs),
  };
}
