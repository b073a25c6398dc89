import { actionNames } from '../scenario/scenario.ts';
import type { JournalEntry, JournalHeader } from './journal.ts';

/** Says what is wrong with a value; undefined when nothing is. */
type Check = (value: unknown) => string | undefined;

/** The deepest parameters of an instruction: deeper ones are no journal of ours, and would fill the stack of whoever walks them. */
const deepestWith = 64;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'a string');
const time: Check = (value) => (Number.isFinite(value) ? undefined : 'a finite number');
const amount: Check = (value) => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? undefined : 'a number, 0 or more');
const count: Check = (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'a whole number, 0 or more');
const texts: Check = (value) => (Array.isArray(value) && value.every((item) => typeof item === 'string') ? undefined : 'a list of strings');
const tagsOf: Check = (value) =>
  isRecord(value) && Object.values(value).every((item) => typeof item === 'string') ? undefined : 'an object of strings';
const pluginsOf: Check = (value) =>
  Array.isArray(value) && value.every((item) => isRecord(item) && typeof item['name'] === 'string' && typeof item['instance'] === 'string')
    ? undefined
    : 'a list of names and instances';
const shallow: Check = (value) => (isDeeper(value, deepestWith) ? `at most ${deepestWith} levels deep` : undefined);
const oneOf =
  (names: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && names.includes(value) ? undefined : `one of ${names.join(', ')}`;

const entryChecks = {
  at: time,
  intendedAt: time,
  user: text,
  profile: text,
  scenario: text,
  play: count,
  index: count,
  action: oneOf(actionNames),
  target: text,
  with: shallow,
  plugin: text,
  outcome: oneOf(['ok', 'failed', 'interrupted']),
  durationMs: amount,
  bytesSent: amount,
  bytesReceived: amount,
  file: text,
  error: text,
  fault: text,
} satisfies Record<keyof JournalEntry, Check>;

const headerChecks = {
  journal: (value) => (value === 1 ? undefined : 'version 1'),
  name: text,
  hash: text,
  seed: text,
  run: text,
  startedAt: text,
  shard: text,
  speed: (value) => (typeof value === 'number' && Number.isFinite(value) && value > 0 ? undefined : 'a number above 0'),
  startAt: time,
  tags: tagsOf,
  profiles: texts,
  scope: texts,
  plugins: pluginsOf,
} satisfies Record<keyof JournalHeader, Check>;

const entryKeys = Object.entries<Check>(entryChecks);
const headerKeys = Object.entries<Check>(headerChecks);
const optional: ReadonlySet<string> = new Set(['file', 'error', 'fault', 'with', 'startAt']);

/** What journals of a version that did not write these keys mean. */
const headerDefaults = { shard: '0/1', speed: 1, tags: {}, profiles: [] };

/** Reads an entry, or says what is wrong with it. */
export function readEntry(record: Readonly<Record<string, unknown>>): JournalEntry | string {
  // The boundary of the format: every key was looked at.
  return faultOf(record, entryKeys) ?? (record as unknown as JournalEntry);
}

/** Reads a header, or says what is wrong with it. */
export function readHeader(record: Readonly<Record<string, unknown>>): JournalHeader | string {
  const whole: Readonly<Record<string, unknown>> = { ...headerDefaults, ...record };
  // The boundary of the format: every key was looked at.
  return faultOf(whole, headerKeys) ?? (whole as unknown as JournalHeader);
}

function faultOf(record: Readonly<Record<string, unknown>>, checks: readonly (readonly [key: string, check: Check])[]): string | undefined {
  for (const [key, check] of checks) {
    const value = Object.hasOwn(record, key) ? record[key] : undefined;
    if (value === undefined && optional.has(key)) continue;
    const wanted = check(value);
    if (wanted !== undefined) return value === undefined ? `\`${key}\` is missing` : `\`${key}\` is not ${wanted}`;
  }
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
