import { parseDuration, parseThink, RushhourError, type ThinkTime } from '@rushhour/core';

/** What the options of `run` say, checked. */
export interface RunSettings {
  readonly users: number;
  readonly durationMs?: number;
  readonly plays?: number;
  readonly actions?: number;
  readonly seed?: string;
  readonly think?: ThinkTime;
  readonly base?: string;
  readonly allow?: readonly string[];
  readonly plugins: readonly string[];
  readonly files?: string;
  readonly downloads?: string;
  readonly shard?: string;
  readonly verbose: boolean;
  /** A file, or `-` for standard output. */
  readonly summary?: string;
  readonly journal?: string;
  readonly quiet: boolean;
  readonly noColor: boolean;
  readonly contact?: string;
  readonly ca?: string;
  readonly proxy?: string;
  readonly hosts: Readonly<Record<string, string>>;
  readonly http2: boolean;
}

/** Options as commander gives them: text, `true`, lists of texts. */
export type RawOptions = Readonly<Record<string, unknown>>;

const notBuilt: Readonly<Record<string, string>> = { speed: '--speed', scale: '--scale', sizeScale: '--size-scale', report: '--report' };

/**
 * Checks what was given on the command line.
 * @throws RushhourError `option_invalid` naming the option and its value, or `not_built`.
 */
export function parseRunSettings(raw: RawOptions): RunSettings {
  for (const [key, flag] of Object.entries(notBuilt)) {
    if (raw[key] !== undefined) throw new RushhourError('not_built', { message: `The option ${flag} is not built yet.` });
  }
  const once = raw['once'] === true;
  refuseTogether(raw, 'once', ['users', 'plays', 'actions', 'shard']);
  refuseTogether(raw, 'quiet', ['verbose']);
  const plays = once ? 1 : optional(raw, 'plays', wholeNumber);
  return {
    users: optional(raw, 'users', wholeNumber) ?? 1,
    ...present('durationMs', optional(raw, 'duration', duration)),
    ...present('plays', plays),
    ...present('actions', optional(raw, 'actions', wholeNumber)),
    ...present('seed', optional(raw, 'seed', text)),
    ...present('think', optional(raw, 'think', think)),
    ...present('base', optional(raw, 'base', httpUrl)),
    ...present('allow', list(raw, 'allow')),
    plugins: list(raw, 'plugin') ?? [],
    ...present('files', optional(raw, 'files', text)),
    ...present('downloads', optional(raw, 'downloads', text)),
    ...present('shard', optional(raw, 'shard', shard)),
    verbose: raw['verbose'] === true,
    ...present('summary', optional(raw, 'summary', text)),
    ...present('journal', optional(raw, 'journal', text)),
    quiet: raw['quiet'] === true,
    noColor: raw['color'] === false,
    ...present('contact', optional(raw, 'contact', text)),
    ...present('ca', optional(raw, 'ca', text)),
    ...present('proxy', optional(raw, 'proxy', httpUrl)),
    hosts: hosts(list(raw, 'host') ?? []),
    http2: raw['http2'] === true,
  };
}

/** Checks the value of one option; `option` is written as `--users`. */
type OptionParser<Value> = (option: string, value: string) => Value;

/** The value of an option, checked; undefined when it was not given. */
export function optional<Value>(raw: RawOptions, key: string, parse: OptionParser<Value>): Value | undefined {
  const value = raw[key];
  return typeof value === 'string' ? parse(`--${key}`, value) : undefined;
}

/** A whole number from 1. */
const wholeNumber: OptionParser<number> = (option, value) => {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && Number.isSafeInteger(number)) return number;
  throw invalid(option, value, 'a whole number from 1');
};

/** A duration above 0, in milliseconds. */
const duration: OptionParser<number> = (option, value) => {
  const milliseconds = parseDuration(value);
  if (milliseconds !== undefined && milliseconds > 0) return milliseconds;
  throw invalid(option, value, 'a duration such as 30s, 5m or 1h');
};

/** Text that is not empty. */
export const text: OptionParser<string> = (option, value) => {
  if (value !== '') return value;
  throw invalid(option, value, 'a value');
};

const think: OptionParser<ThinkTime> = (option, value) => {
  const range = parseThink(value);
  if (range !== undefined) return range;
  throw invalid(option, value, 'a range such as 0-1s, or a time such as 500ms');
};

const shard: OptionParser<string> = (option, value) => {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  if (index !== undefined && count !== undefined && Number(index) < Number(count)) return value;
  throw invalid(option, value, 'i/n with i from 0 to n-1, such as 0/4');
};

const httpUrl: OptionParser<string> = (option, value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:')) return value;
  throw invalid(option, value, 'an absolute http(s) URL such as https://shop.example');
};

function hosts(entries: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [, name, address] = /^([^=\s]+)=([^=\s]+)$/.exec(entry) ?? [];
      if (name === undefined || address === undefined) throw invalid('--host', entry, 'name=address, such as shop.example=127.0.0.1');
      return [name.toLowerCase(), address];
    }),
  );
}

function list(raw: RawOptions, key: string): readonly string[] | undefined {
  const value = raw[key];
  return Array.isArray(value) ? value.map(String) : undefined;
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [Name in Key]?: Value } {
  // A computed key widens to string: the compiler cannot know that this object has that one key.
  return (value === undefined ? {} : { [key]: value }) as { readonly [Name in Key]?: Value };
}

function refuseTogether(raw: RawOptions, key: string, others: readonly string[]): void {
  if (raw[key] !== true) return;
  const other = others.find((name) => raw[name] !== undefined && raw[name] !== false);
  if (other === undefined) return;
  throw new RushhourError('option_invalid', {
    message: `The options --${key} and --${other} cannot be given together.`,
    hint: `Leave one of them out; \`run --help\` says what each does.`,
  });
}

function invalid(option: string, value: string, wanted: string): RushhourError {
  return new RushhourError('option_invalid', {
    message: `The option ${option} takes ${wanted}, not "${value}".`,
    hint: 'See `run --help`.',
  });
}
