import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJournal } from './canonical-journal.ts';
import type { JournalEntry } from './journal.ts';
import { parseJournal } from './parse-journal.ts';

const header = {
  journal: 1,
  name: 'office',
  hash: 'abc',
  seed: '42',
  run: '01J',
  startedAt: '2026-01-01T00:00:00.000Z',
  scope: ['https://shop.example'],
  plugins: [{ name: 'generic', instance: 'generic' }],
} as const;

function entry(user: string, play: number, index: number, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    at: 12.5,
    intendedAt: 12,
    user,
    profile: 'visitor',
    scenario: 'browse',
    play,
    index,
    action: 'open',
    target: 'https://shop.example/',
    with: {},
    plugin: 'generic',
    outcome: 'ok',
    durationMs: 3.25,
    bytesSent: 0,
    bytesReceived: 120,
    ...more,
  };
}

test('sorts by user, play and index and leaves times and run ids out', () => {
  const entries = [entry('visitor/10', 0, 0), entry('visitor/2', 1, 0), entry('visitor/2', 0, 1), entry('visitor/2', 0, 0)];
  expect(canonicalJournal({ header, entries })).toMatchInlineSnapshot(`
    "{"journal":1,"hash":"abc","name":"office","plugins":[{"instance":"generic","name":"generic"}],"scope":["https://shop.example"],"seed":"42"}
    {"user":"visitor/2","profile":"visitor","scenario":"browse","play":0,"index":0,"action":"open","target":"https://shop.example/","with":{},"plugin":"generic","outcome":"ok","bytesSent":0,"bytesReceived":120}
    {"user":"visitor/2","profile":"visitor","scenario":"browse","play":0,"index":1,"action":"open","target":"https://shop.example/","with":{},"plugin":"generic","outcome":"ok","bytesSent":0,"bytesReceived":120}
    {"user":"visitor/2","profile":"visitor","scenario":"browse","play":1,"index":0,"action":"open","target":"https://shop.example/","with":{},"plugin":"generic","outcome":"ok","bytesSent":0,"bytesReceived":120}
    {"user":"visitor/10","profile":"visitor","scenario":"browse","play":0,"index":0,"action":"open","target":"https://shop.example/","with":{},"plugin":"generic","outcome":"ok","bytesSent":0,"bytesReceived":120}
    "
  `);
});

test('does not depend on the order of entries, of keys, or on times', () => {
  const entries = [0, 1, 2, 3, 4, 5].map((index) => entry(`visitor/${index % 3}`, 0, index, { with: { b: 1, a: { d: 2, c: 3 } } }));
  const expected = canonicalJournal({ header, entries });
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), fc.double({ noNaN: true }), (shuffled, time) => {
      const changed = shuffled.map((item) => ({
        ...Object.fromEntries(Object.entries(item).reverse()),
        ...item,
        with: { a: { c: 3, d: 2 }, b: 1 },
        at: time,
        durationMs: time,
      }));
      expect(canonicalJournal({ header: { ...header, run: 'another', startedAt: 'later' }, entries: changed })).toBe(expected);
    }),
  );
});

test('a journal cut off by a crash is read up to its last whole line', () => {
  const text = [header, entry('visitor/0', 0, 0)].map((record) => JSON.stringify(record)).join('\n');
  const journal = parseJournal(`${text}\n{"at":12,"us`);
  expect(journal.truncated).toBe(true);
  expect(journal.entries).toEqual([entry('visitor/0', 0, 0)]);
  expect(parseJournal(text)).toMatchObject({ truncated: false, entries: { length: 1 } });
});

test('a line broken in the middle is an error with its place', () => {
  expect(() => parseJournal(`${JSON.stringify(header)}\n{"at":12,"us\n{}\n`, 'out/a.ndjson')).toThrow(
    'out/a.ndjson:2:1: the line is not a JSON object.',
  );
  expect(() => parseJournal('{"some":"json"}\n', 'a.json')).toThrow(
    'a.json:1:1: the first line is not the header of a journal of version 1.',
  );
  expect(() => parseJournal('', 'empty')).toThrow('empty:1:1');
});
