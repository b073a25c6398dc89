import { RushhourError, type ThinkTime } from '@rushhour/core';
import {
  byteCount,
  duration,
  durationOrNever,
  factor,
  httpUrl,
  instant,
  invalid,
  list,
  optional,
  shard,
  text,
  think,
  threads,
  wholeNumber,
  type RawOptions,
} from './option-values.ts';

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
  readonly report?: string;
  /** Threads that play; 1 for none beside this one. */
  readonly workers: number;
  readonly quiet: boolean;
  readonly noColor: boolean;
  readonly contact?: string;
  readonly ca?: string;
  readonly proxy?: string;
  readonly hosts: Readonly<Record<string, string>>;
  readonly http2: boolean;
  /** How many times faster than real time simulated time passes. */
  readonly speed?: number;
  /** Multiplies open rates. */
  readonly scale?: number;
  /** Multiplies generated sizes. */
  readonly sizeScale?: number;
  /** Simulated time of the start, as ISO text. */
  readonly start?: string;
  /** 0 for never. @default 300000 */
  readonly statsEveryMs: number;
  readonly log?: string;
  /** Bytes. @default 10 MB */
  readonly logSize: number;
  /** @default 5 */
  readonly logKeep: number;
}

/**
 * Checks what was given on the command line.
 * @throws RushhourError `option_invalid` naming the option and its value.
 */
export function parseRunSettings(raw: RawOptions): RunSettings {
  const once = raw['once'] === true;
  refuseTogether(raw, 'once', ['users', 'plays', 'actions', 'shard', 'workers']);
  refuseTogether(raw, 'quiet', ['verbose']);
  refuseTogether(raw, 'verbose', ['workers']);
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
    ...present('report', optional(raw, 'report', text)),
    workers: optional(raw, 'workers', threads) ?? 1,
    quiet: raw['quiet'] === true,
    noColor: raw['color'] === false,
    ...present('contact', optional(raw, 'contact', text)),
    ...present('ca', optional(raw, 'ca', text)),
    ...present('proxy', optional(raw, 'proxy', httpUrl)),
    hosts: hosts(list(raw, 'host') ?? []),
    http2: raw['http2'] === true,
    ...present('speed', optional(raw, 'speed', factor)),
    ...present('scale', optional(raw, 'scale', factor)),
    ...present('sizeScale', optional(raw, 'sizeScale', factor)),
    ...present('start', optional(raw, 'start', instant)),
    statsEveryMs: optional(raw, 'statsEvery', durationOrNever) ?? 300_000,
    ...present('log', optional(raw, 'log', text)),
    logSize: optional(raw, 'logSize', byteCount) ?? 10_000_000,
    logKeep: optional(raw, 'logKeep', wholeNumber) ?? 5,
  };
}

function hosts(entries: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [, name, address] = /^([^=\s]+)=([^=\s]+)$/.exec(entry) ?? [];
      if (name === undefined || address === undefined) throw invalid('--host', entry, 'name=address, such as shop.example=127.0.0.1');
      return [name.toLowerCase(), address];
    }),
  );
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
