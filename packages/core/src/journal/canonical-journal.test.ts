import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJournal } from './canonical-journal.ts';
import type { JournalEntry } from './journal.ts';

const header = {
  journal: 1,
  name: 'office',
  hash: 'abc',
  seed: '42',
  run: '01J',
  startedAt: '2026-01-01T00:00:00.000Z',
  shard: '0/1',
  speed: 1,
  startAt: 0,
  tags: {},
  profiles: ['visitor'],
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
    "{"journal":1,"hash":"abc","name":"office","plugins":[{"instance":"generic","name":"generic"}],"profiles":["visitor"],"scope":["https://shop.example"],"seed":"42","shard":"0/1","speed":1,"tags":{}}
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
