import type { Dispatcher } from 'undici';

/** Request headers in any of undici's forms, by lower-case name; several values are joined by `, `, cookies by `; `. */
export function readHeaders(headers: Dispatcher.DispatchOptions['headers']): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [name, value] of pairs(headers)) {
    const key = name.toLowerCase();
    const before = read[key];
    read[key] = before === undefined ? value : `${before}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  return read;
}

function* pairs(headers: Dispatcher.DispatchOptions['headers']): Generator<readonly [name: string, value: string]> {
  if (headers === null || headers === undefined) return;
  if (Array.isArray(headers)) {
    for (let at = 0; at + 1 < headers.length; at += 2) yield [String(headers[at]), String(headers[at + 1])];
    return;
  }
  for (const [name, value] of isIterable(headers) ? headers : Object.entries(headers)) {
    if (value === undefined) continue;
    for (const single of Array.isArray(value) ? value : [value]) yield [name, String(single)];
  }
}

function isIterable(headers: object): headers is Iterable<readonly [string, string | readonly string[] | undefined]> {
  return Symbol.iterator in headers;
}
