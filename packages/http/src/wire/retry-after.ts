import { headerValue, headerValues, type AnswerHeaders } from './answer-headers.ts';

/** HTTP dates begin with a day (RFC 9110, 5.6.7); `Date.parse` alone would find one in most garbage. */
const dayFirst = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i;
/** Digits, and what programs print for large numbers. */
const seconds = /^\d+(?:\.\d+)?(?:e\+?\d+)?$/i;

/**
 * How long an answer asks to be left alone (`Retry-After`: seconds or a date, RFC 9110, 10.2.3), in milliseconds. A date is taken against the
 * server's own `Date`, else against the wall clock.
 *
 * @returns 0 or more, not always finite; undefined when it asks for nothing that can be understood
 */
export function retryAfterMs(headers: AnswerHeaders, wallTime: number): number | undefined {
  const value = headerValues(headers, 'retry-after')[0]?.trim() ?? '';
  if (seconds.test(value)) return Number(value) * 1000;
  const until = parseDate(value);
  if (until === undefined) return undefined;
  return Math.max(0, until - (parseDate(headerValue(headers, 'date') ?? '') ?? wallTime));
}

function parseDate(text: string): number | undefined {
  const time = dayFirst.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
