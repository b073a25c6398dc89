import { parseDuration, parseSize, parseThink, RushhourError, type ThinkTime } from '@rushhour/core';

/** Options as commander gives them: text, `true`, lists of texts. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** Checks the value of one option; `option` is written as `--users`. */
export type OptionParser<Value> = (option: string, value: string) => Value;

/** The value of an option, checked; undefined when it was not given. */
export function optional<Value>(raw: RawOptions, key: string, parse: OptionParser<Value>): Value | undefined {
  const value = raw[key];
  return typeof value === 'string' ? parse(flagOf(key), value) : undefined;
}

/** `--log-size` for `logSize`. */
function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** A whole number from 1. */
export const wholeNumber: OptionParser<number> = (option, value) => {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && Number.isSafeInteger(number)) return number;
  throw invalid(option, value, 'a whole number from 1');
};

/** A number of threads. */
export const threads: OptionParser<number> = (option, value) => {
  if (/^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= mostThreads) return Number(value);
  throw invalid(option, value, `a whole number from 1 to ${mostThreads}`);
};

const mostThreads = 64;

/** A duration above 0, in milliseconds. */
export const duration: OptionParser<number> = (option, value) => {
  const milliseconds = parseDuration(value);
  if (milliseconds !== undefined && milliseconds > 0) return milliseconds;
  throw invalid(option, value, 'a duration such as 30s, 5m or 1h');
};

/** A duration, 0 for never, in milliseconds. */
export const durationOrNever: OptionParser<number> = (option, value) => {
  const milliseconds = parseDuration(value);
  if (milliseconds !== undefined) return milliseconds;
  throw invalid(option, value, 'a duration such as 30s or 5m, or 0 for never');
};

/** A factor above 0. */
export const factor: OptionParser<number> = (option, value) => {
  const number = Number(value);
  if (/^\d+(\.\d+)?$/.test(value) && number > 0 && Number.isFinite(number)) return number;
  throw invalid(option, value, 'a number above 0, such as 10 or 0.5');
};

/** A date and time. */
export const instant: OptionParser<string> = (option, value) => {
  if (/^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))) return value;
  throw invalid(option, value, 'a date and time such as 2026-01-05T08:00:00Z');
};

/** A size above 0, in bytes. */
export const byteCount: OptionParser<number> = (option, value) => {
  const bytes = parseSize(value);
  if (bytes !== undefined && bytes > 0) return bytes;
  throw invalid(option, value, 'a size such as 10MB');
};

/** Text that is not empty. */
export const text: OptionParser<string> = (option, value) => {
  if (value !== '') return value;
  throw invalid(option, value, 'a value');
};

/** A think time. */
export const think: OptionParser<ThinkTime> = (option, value) => {
  const range = parseThink(value);
  if (range !== undefined) return range;
  throw invalid(option, value, 'a range such as 0-1s, or a time such as 500ms');
};

/** A share of the users. */
export const shard: OptionParser<string> = (option, value) => {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  if (index !== undefined && count !== undefined && Number(index) < Number(count)) return value;
  throw invalid(option, value, 'i/n with i from 0 to n-1, such as 0/4');
};

/** An absolute URL. */
export const httpUrl: OptionParser<string> = (option, value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:')) return value;
  throw invalid(option, value, 'an absolute http(s) URL such as https://shop.example');
};

/** The values of an option that may be given more than once; undefined when it was not given. */
export function list(raw: RawOptions, key: string): readonly string[] | undefined {
  const value = raw[key];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** What is wrong with the value of an option. */
export function invalid(option: string, value: string, wanted: string): RushhourError {
  return new RushhourError('option_invalid', {
    message: `The option ${option} takes ${wanted}, not "${value}".`,
    hint: 'See `run --help`.',
  });
}
