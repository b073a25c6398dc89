import { parseJsonPath, readJsonPath, RushhourError, type Capture } from '@rushhour/core';
import type { ElementReader } from '../page/element-reader.ts';
import { headerValue, type AnswerHeaders } from '../wire/answer-headers.ts';
import { decodeText } from './decode-text.ts';

/** An answer values are read off. */
export interface KeptAnswer {
  /**
   * The first value that fits: numbers and booleans as they are written, lists and objects as JSON; undefined when it is not there, or null.
   *
   * @throws RushhourError `params_invalid` for a path, selector or pattern that is none.
   */
  capture(capture: Capture): string | undefined;
}

/** What an answer is made of. */
export interface KeptAnswerSource {
  readonly headers: AnswerHeaders;
  /** Decoded, as much as is kept. */
  readonly body: Uint8Array;
  /** Makes what finds elements; absent for an answer that is not HTML. */
  readonly createElementReader: ((html: string) => ElementReader) | undefined;
}

/** Keeps an answer. It is taken apart when it is first asked. */
export function createKeptAnswer({ headers, body, createElementReader }: KeptAnswerSource): KeptAnswer {
  const text = once(() => decodeText(body, headerValue(headers, 'content-type')));
  const json = once(() => parseJson(text()));
  const elements = once(() => createElementReader?.(text()));

  return {
    capture(capture) {
      if ('json' in capture) return asString(readJsonPath(json(), pathOf(capture.json)));
      if ('css' in capture) return elements()?.(capture.css, capture.attr);
      if ('regex' in capture) return firstGroup(patternOf(capture.regex).exec(text()));
      return headerValue(headers, capture.header.toLowerCase());
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON holds no value.
    return undefined;
  }
}

function asString(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const firstGroup = (match: RegExpExecArray | null) => (match === null || match.length === 1 ? match?.[0] : match[1]);

function pathOf(json: string) {
  const path = parseJsonPath(json);
  if (path !== undefined) return path;
  const hint = 'Write a path such as `$.items[0].id`; filters are not supported.';
  throw new RushhourError('params_invalid', { message: `"${json}" is not a JSON path that can be used.`, hint });
}

function patternOf(regex: string) {
  try {
    return new RegExp(regex);
  } catch (cause) {
    throw new RushhourError('params_invalid', { message: `"${regex}" is not a regular expression.`, cause });
  }
}
