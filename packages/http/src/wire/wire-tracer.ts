import { isRushhourError, redactUrl } from '@rushhour/core';
import { toRushhourError } from '../error-mapping.ts';
import type { HttpExchange } from '../http-options.ts';
import { showTarget } from '../target/target.ts';
import { hideHeader } from './hide-secrets.ts';
import type { WireRequest } from './wire.ts';
import type { AnswerHeaders } from './answer-headers.ts';

/** How a request on the wire ended. */
export interface WireEnd {
  readonly status: number;
  readonly headers: AnswerHeaders | undefined;
  readonly durationMs: number;
  /** Undefined when it went well. */
  readonly error: unknown;
}

/** Tells a host of requests on the wire. */
export interface WireTracer {
  trace(request: WireRequest, bytes: Pick<HttpExchange, 'bytesSent' | 'bytesReceived'>, end: WireEnd): void;
}

/** Makes a tracer that hides secrets before it calls. A host's function that throws is told of, and disturbs no traffic. */
export function createWireTracer(trace: (exchange: HttpExchange) => void, warn: (message: string) => void): WireTracer {
  const tell = (exchange: HttpExchange) => {
    try {
      trace(exchange);
    } catch (error) {
      warn(`The function given as "trace" threw: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return {
    trace({ target, method, headers }, { bytesSent, bytesReceived }, { status, headers: answered = {}, durationMs, error }) {
      const requestHeaders: Record<string, string> = { host: new URL(target.origin).host };
      for (let at = 0; at + 1 < headers.length; at += 2) {
        const name = headers[at] ?? '';
        requestHeaders[name] = hideHeader(name, headers[at + 1] ?? '');
      }
      const responseHeaders: Record<string, string | readonly string[]> = {};
      for (const [name, value] of Object.entries(answered)) {
        if (value === undefined) continue;
        responseHeaders[name] = Array.isArray(value) ? value.map((one) => hideHeader(name, one)) : hideHeader(name, value);
      }
      const failure = error === undefined ? undefined : isRushhourError(error) ? error : toRushhourError(error, showTarget(target));
      tell({
        method,
        url: redactUrl(target.href),
        requestHeaders,
        status,
        responseHeaders,
        bytesSent,
        bytesReceived,
        durationMs,
        ...(failure !== undefined && { error: failure.type }),
      });
    },
  };
}
