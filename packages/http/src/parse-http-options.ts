import { isIP } from 'node:net';
import { RushhourError } from '@rushhour/core';
import type { HttpOptions } from './http-options.ts';
import { parseHeaders, type HeaderMap } from './session/request-headers.ts';
import { version } from './version.ts';

/** Options with their defaults, checked. */
export interface ParsedHttpOptions {
  readonly source: HttpOptions;
  readonly proxy: URL | undefined;
  readonly hosts: ReadonlyMap<string, string>;
  readonly http2: boolean;
  readonly userAgent: string;
  readonly headers: HeaderMap;
  readonly connections: number | undefined;
  readonly idleMs: number;
  readonly connectMs: number;
  readonly maxHeaderBytes: number;
  readonly maxRedirects: number;
}

const known = new Set<string>([
  'ca',
  'cert',
  'key',
  'proxy',
  'hosts',
  'http2',
  'userAgent',
  'contact',
  'headers',
  'connections',
  'idleMs',
  'connectMs',
  'maxHeaderBytes',
  'maxRedirects',
  'dispatcher',
  'lookup',
  'trace',
] satisfies (keyof HttpOptions)[]);

const invalid = (name: string, shown: unknown, takes: string, cause?: unknown) =>
  new RushhourError('option_invalid', {
    message: `The option "${name}" cannot be "${String(shown).slice(0, 100)}": it takes ${takes}.`,
    hint: 'See the TSDoc of HttpOptions.',
    cause,
  });

function parseWhole(
  options: HttpOptions,
  name: 'connections' | 'idleMs' | 'connectMs' | 'maxHeaderBytes' | 'maxRedirects',
  least: number,
): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (Number.isSafeInteger(value) && value >= least && value <= 2 ** 31 - 1) return value;
  throw invalid(name, value, `a whole number from ${least}`);
}

/** The value is not shown: it may hold a password. */
function parseProxy(proxy: HttpOptions['proxy']): URL | undefined {
  if (proxy === undefined) return undefined;
  const url = URL.canParse(String(proxy)) ? new URL(proxy) : undefined;
  if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw invalid('proxy', url?.protocol ?? '…', 'an http or https URL');
}

function parseHosts(hosts: HttpOptions['hosts'] = {}): ReadonlyMap<string, string> {
  for (const [name, address] of Object.entries(hosts)) {
    if (isIP(address) === 0) throw invalid('hosts', `${name}: ${address}`, 'IP addresses by host name');
  }
  return new Map(Object.entries(hosts).map(([name, address]) => [name.toLowerCase(), address]));
}

function parseText(name: 'userAgent' | 'contact', value: string): string {
  if (value.trim() !== '' && /^[\u0020-\u007e]*$/.test(value)) return value;
  throw invalid(name, value, 'printable ASCII that is not empty');
}

function parseOwnHeaders(headers: HttpOptions['headers'] = {}): HeaderMap {
  try {
    return parseHeaders(headers);
  } catch (cause) {
    throw new RushhourError('option_invalid', { message: 'The option "headers" holds a header that cannot be sent.', cause });
  }
}

/**
 * Checks options and fills their defaults in.
 *
 * @throws RushhourError `option_invalid`.
 */
export function parseHttpOptions(options: HttpOptions): ParsedHttpOptions {
  for (const name of Object.keys(options)) {
    if (!known.has(name)) throw new RushhourError('option_invalid', { message: `The option "${name}" is not known.` });
  }
  if ((options.cert === undefined) !== (options.key === undefined)) {
    throw new RushhourError('option_invalid', { message: 'The options "cert" and "key" go together, one of them is missing.' });
  }
  const contact = parseText('contact', options.contact ?? 'unset');
  return {
    source: options,
    proxy: parseProxy(options.proxy),
    hosts: parseHosts(options.hosts),
    http2: options.http2 ?? false,
    userAgent: parseText(
      'userAgent',
      options.userAgent ?? `rushhour/${version} (+https://www.npmjs.com/package/rushhour; contact: ${contact})`,
    ),
    headers: parseOwnHeaders(options.headers),
    connections: parseWhole(options, 'connections', 1),
    idleMs: parseWhole(options, 'idleMs', 1) ?? 4000,
    connectMs: parseWhole(options, 'connectMs', 1) ?? 10_000,
    maxHeaderBytes: parseWhole(options, 'maxHeaderBytes', 256) ?? 16_384,
    maxRedirects: parseWhole(options, 'maxRedirects', 0) ?? 10,
  };
}
