import { RushhourError, type HttpRequest } from '@rushhour/core';

/** What a request is for, as a browser tells them apart. */
export type Destination = NonNullable<HttpRequest['destination']>;

const accepted: Readonly<Record<Destination, string>> = {
  document: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  style: 'text/css,*/*;q=0.1',
  script: '*/*',
  image: 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
  '*': '*/*',
};

/** RFC 9110, 5.1 and 5.5. `node:http` has the same checks, but importing it loads a second undici. */
const fieldName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const fieldValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** Headers that belong to the connection or to the framing of the body. */
const refused = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'proxy-authorization',
  'proxy-connection',
]);

/** The caller's headers that may follow a redirect to another origin: the rest may hold secrets. */
const harmless = new Set(['accept', 'accept-language', 'cache-control', 'pragma', 'user-agent', 'content-type', 'content-language']);

/** Headers by lower-case name. */
export type HeaderMap = ReadonlyMap<string, string>;

/**
 * Checks headers given by a caller.
 *
 * @throws RushhourError `params_invalid` for a name or value that cannot be sent as it is, or a header that is not the caller's to set.
 */
export function parseHeaders(headers: Readonly<Record<string, string>>): HeaderMap {
  const parsed = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (refused.has(lower)) {
      throw new RushhourError('params_invalid', { message: `The header "${lower}" cannot be set: it belongs to the connection.` });
    }
    if (!fieldName.test(name) || typeof value !== 'string' || !fieldValue.test(value)) {
      const shown = JSON.stringify(name.slice(0, 100)).slice(1, -1);
      throw new RushhourError('params_invalid', {
        message: `The header "${shown}" cannot be sent: its name or value holds characters that are not allowed.`,
      });
    }
    parsed.set(lower, value);
  }
  return parsed;
}

/** The caller's headers that go along to another origin. */
export function withoutSecrets(headers: HeaderMap): HeaderMap {
  return new Map([...headers].filter(([name]) => harmless.has(name)));
}

/** What every request of a transport says of itself. */
export interface Identity {
  readonly userAgent: string;
  readonly run: string;
  readonly headers: HeaderMap;
}

/** The headers of a request as names and values in turns, without those of the user's state. Later ones go before earlier ones. */
export function browserHeaders(identity: Identity, destination: Destination, own: HeaderMap): string[] {
  const merged = new Map<string, string>([
    ['user-agent', identity.userAgent],
    ['accept', accepted[destination]],
    ['accept-language', 'en-US,en;q=0.9'],
    ['accept-encoding', 'gzip, deflate, br'],
    ['x-rushhour-run', identity.run],
    ...identity.headers,
    ...own,
  ]);
  return [...merged].flat();
}
