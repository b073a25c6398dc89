import { formatBytes, formatLatency } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { hideHeaderSecrets, hideUrlSecrets } from './hide-secrets.ts';

/** Headers by name; a list where one came more than once. */
export type TracedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One request and its answer, as the wire saw them. */
export interface TracedExchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: TracedHeaders;
  /** Absent or 0 when no answer came. */
  readonly status?: number | undefined;
  readonly responseHeaders: TracedHeaders;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly durationMs: number;
  readonly error?: unknown;
}

/** Writes a request and its answer with all headers, as curl does; secrets are hidden. */
export function printExchange(exchange: TracedExchange, paint: Paint): string {
  const { method, url, requestHeaders, status, responseHeaders, bytesSent, bytesReceived, durationMs, error } = exchange;
  const lines = [paint('bold', `> ${method} ${printable(hideUrlSecrets(url))}`), ...headerLines('>', requestHeaders, paint)];
  if (bytesSent > 0) lines.push(paint('dim', `> (a body of ${formatBytes(bytesSent)})`));
  if (status !== undefined && status > 0) {
    const colour = status < 400 ? 'green' : 'red';
    lines.push(
      `${paint(colour, `< ${status}`)}${paint('dim', `  ${formatLatency(durationMs)}, a body of ${formatBytes(bytesReceived)}`)}`,
      ...headerLines('<', responseHeaders, paint),
    );
  }
  if (error !== undefined) lines.push(paint('red', `! ${printable(hideUrlSecrets(describe(error)))}`));
  return `${lines.join('\n')}\n\n`;
}

function headerLines(mark: string, headers: TracedHeaders, paint: Paint): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => paint('dim', `${mark}   ${printable(`${name}: ${hideHeaderSecrets(name, one)}`)}`)),
  );
}

function describe(error: unknown): string {
  if (typeof error === 'string') return error;
  return error instanceof Error ? error.message : 'the request failed';
}
