import type { HttpExchange } from '@rushhour/http';
import { formatBytes, formatLatency } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';

/** Writes a request and its answer with all headers, as curl does. The exchange comes with its secrets hidden. */
export function printExchange(exchange: HttpExchange, paint: Paint): string {
  const { method, url, requestHeaders, status, responseHeaders, bytesSent, bytesReceived, durationMs, error } = exchange;
  const lines = [paint('bold', `> ${method} ${printable(url)}`), ...headerLines('>', requestHeaders, paint)];
  if (bytesSent > 0) lines.push(paint('dim', `> (a body of ${formatBytes(bytesSent)})`));
  if (status > 0) {
    const colour = status < 400 ? 'green' : 'red';
    lines.push(
      `${paint(colour, `< ${status}`)}${paint('dim', `  ${formatLatency(durationMs)}, a body of ${formatBytes(bytesReceived)}`)}`,
      ...headerLines('<', responseHeaders, paint),
    );
  }
  if (error !== undefined) lines.push(paint('red', `! ${printable(error)}`));
  return `${lines.join('\n')}\n\n`;
}

function headerLines(mark: string, headers: HttpExchange['responseHeaders'], paint: Paint): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one) => paint('dim', `${mark}   ${printable(`${name}: ${one}`)}`)),
  );
}
