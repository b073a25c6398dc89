import type { HttpPort } from '@rushhour/core';
import { createHttpSecureContext } from './connect/secure-context.ts';
import type { HttpOptions } from './http-options.ts';
import { parseHttpOptions } from './parse-http-options.ts';
import { createTransport } from './transport.ts';

/**
 * Makes the HTTP client of a runner. Nothing is opened before a run is.
 *
 * @throws RushhourError `option_invalid`.
 *
 * @example
 * ```ts
 * import { ScenarioRunner } from '@rushhour/core';
 * import { createHttp } from '@rushhour/http';
 *
 * const runner = new ScenarioRunner({ scenarios, plugins, http: createHttp({ contact: 'load@shop.example' }) });
 * ```
 */
export function createHttp(options: HttpOptions = {}): HttpPort {
  const parsed = parseHttpOptions(options);
  const secureContext = createHttpSecureContext(options);
  return {
    open(run) {
      if (process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
        run.warn('NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here: certificates are verified. Give your own authority with `ca`.');
      }
      return createTransport(parsed, secureContext, run);
    },
  };
}
