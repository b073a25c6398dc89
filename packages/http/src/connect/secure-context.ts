import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { RushhourError } from '@rushhour/core';
import type { HttpOptions } from '../http-options.ts';

type Pem = string | Buffer;

const toPem = (value: string | Uint8Array): Pem => (typeof value === 'string' ? value : Buffer.from(value));

/**
 * Makes the TLS context of a transport: the given authorities beside the well-known ones, and the client certificate. Undefined when
 * nothing was given.
 *
 * @throws RushhourError `option_invalid` when a certificate or key cannot be read.
 */
export function createHttpSecureContext({ ca, cert, key }: Pick<HttpOptions, 'ca' | 'cert' | 'key'>): SecureContext | undefined {
  if (ca === undefined && cert === undefined) return undefined;
  const given = ca === undefined ? [] : (typeof ca === 'string' || ca instanceof Uint8Array ? [ca] : ca).map(toPem);
  try {
    // TLS passes over an authority it cannot read.
    for (const pem of given) void new X509Certificate(pem);
    return createSecureContext({
      ...(given.length > 0 && { ca: [...getCACertificates('default'), ...given] }),
      ...(cert !== undefined && { cert: toPem(cert) }),
      ...(key !== undefined && { key: toPem(key) }),
    });
  } catch (cause) {
    throw new RushhourError('option_invalid', {
      message: 'The options "ca", "cert" or "key" hold something that is not PEM, or do not belong together.',
      cause,
    });
  }
}
