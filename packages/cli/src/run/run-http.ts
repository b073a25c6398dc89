import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RushhourError, type HttpPort } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import type { Host } from '../host.ts';
import { createPaint } from '../text/paint.ts';
import { printExchange } from './print-exchange.ts';
import type { RunSettings } from './run-settings.ts';

/** Makes the HTTP client of a run by its options; `hide` takes secrets of the plan out of what `--verbose` prints. */
export function runHttp(
  { ca, contact, http2, proxy, hosts, verbose, noColor }: RunSettings,
  host: Host,
  hide = (text: string) => text,
): HttpPort {
  const paint = createPaint({ isTTY: host.stderr.isTTY, env: host.env, noColor });
  return createHttp({
    ...(ca !== undefined && { ca: readAuthority(ca, host) }),
    ...(contact !== undefined && { contact }),
    ...(proxy !== undefined && { proxy }),
    ...(http2 && { http2 }),
    hosts,
    ...(verbose && { trace: (exchange) => host.stderr.write(hide(printExchange(exchange, paint))) }),
  });
}

function readAuthority(file: string, host: Host): string {
  try {
    return readFileSync(resolve(host.cwd, file), 'utf8');
  } catch (cause) {
    throw new RushhourError('option_invalid', {
      message: `The option --ca names "${file}", which could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Name a PEM file.',
      cause,
    });
  }
}
