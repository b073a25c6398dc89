import type { Journal } from './parse-journal.ts';

/** What differs between two runs of one seed: times, and what names a single run. */
const leftOut: ReadonlySet<string> = new Set(['at', 'intendedAt', 'durationMs', 'startedAt', 'startAt', 'run']);

/** The order of an entry's keys; others follow in alphabetical order. */
const keyOrder = [
  'journal',
  'user',
  'profile',
  'scenario',
  'play',
  'index',
  'action',
  'target',
  'with',
  'file',
  'plugin',
  'outcome',
  'bytesSent',
  'bytesReceived',
  'error',
  'fault',
];

/**
 * Writes a journal in the form two runs of one seed are compared by: NDJSON, the header first, entries by user, play and index, times
 * and run ids left out. The same journal gives the same bytes on any machine.
 */
export function canonicalJournal(journal: Pick<Journal, 'header' | 'entries'>): string {
  const entries = journal.entries.toSorted(
    (a, b) =>
      compareUsers(a.user, b.user) || a.play - b.play || a.index - b.index || compare(a.action, b.action) || compare(a.target, b.target),
  );
  return [journal.header, ...entries].map((record) => `${JSON.stringify(canonicalRecord(record))}\n`).join('');
}

function canonicalRecord(record: object): Record<string, unknown> {
  const present = Object.entries(record).filter(([key, value]) => !leftOut.has(key) && value !== undefined);
  const ordered = present.toSorted(([a], [b]) => rank(a) - rank(b) || compare(a, b));
  return Object.fromEntries(ordered.map(([key, value]) => [key, sorted(value)]));
}

function rank(key: string): number {
  const index = keyOrder.indexOf(key);
  return index === -1 ? keyOrder.length : index;
}

/** The same value with the keys of every object in alphabetical order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => compare(a, b))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** `visitor/2` before `visitor/10`. */
function compareUsers(a: string, b: string): number {
  const [profileA, numberA] = splitUser(a);
  const [profileB, numberB] = splitUser(b);
  return compare(profileA, profileB) || numberA - numberB || compare(a, b);
}

function splitUser(user: string): readonly [profile: string, number: number] {
  const slash = user.lastIndexOf('/');
  const number = Number(user.slice(slash + 1));
  return slash === -1 || !Number.isFinite(number) ? [user, -1] : [user.slice(0, slash), number];
}

/** By code unit: no locale, so the same on any machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
