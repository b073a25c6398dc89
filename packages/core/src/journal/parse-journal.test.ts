import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JournalEntry, JournalHeader } from './journal.ts';
import { parseJournal, readJournal } from './parse-journal.ts';

const header: JournalHeader = {
  journal: 1,
  name: 'office',
  hash: 'abc',
  seed: '42',
  run: '01J',
  startedAt: '2026-01-01T00:00:00.000Z',
  shard: '0/2',
  speed: 144,
  startAt: 1_767_225_600_000,
  tags: { team: 'web' },
  profiles: ['visitor'],
  scope: ['https://shop.example'],
  plugins: [{ name: 'generic', instance: 'generic' }],
};

const entry: JournalEntry = {
  at: 12.5,
  intendedAt: 12,
  user: 'visitor/0',
  profile: 'visitor',
  scenario: 'browse',
  play: 0,
  index: 0,
  action: 'open',
  target: 'https://shop.example/ü',
  with: { css: { a: ['b'] } },
  plugin: 'generic',
  outcome: 'failed',
  durationMs: 3.25,
  bytesSent: 0,
  bytesReceived: 120,
  error: 'http_404',
};

const textOf = (...records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

async function* piecesOf(text: string, size: number): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

test('what was written is read again', () => {
  expect(parseJournal(textOf(header, entry, { ...entry, file: 'a.jpg' }))).toEqual({
    header,
    entries: [entry, { ...entry, file: 'a.jpg' }],
    truncated: false,
  });
});

test('pieces of a file may end anywhere', async () => {
  const text = `${textOf(header, entry, entry)}\r\n${JSON.stringify(entry)}`;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: text.length }), async (size) => {
      expect(await readJournal(piecesOf(text, size))).toEqual({ header, entries: [entry, entry, entry], truncated: false });
    }),
  );
});

test('a journal cut off by a crash is read up to its last whole line', () => {
  const [head, line] = [textOf(header), textOf(entry)];
  for (let length = 1; length < line.length - 1; length += 1) {
    expect(parseJournal(head + line + line.slice(0, length))).toEqual({ header, entries: [entry], truncated: true });
  }
  expect(parseJournal(head + line + line.trimEnd())).toEqual({ header, entries: [entry, entry], truncated: false });
});

test('what an older version did not write has its default', () => {
  const { shard: _shard, speed: _speed, startAt: _startAt, tags: _tags, profiles: _profiles, ...older } = header;
  expect(parseJournal(textOf(older)).header).toEqual({ ...older, shard: '0/1', speed: 1, tags: {}, profiles: [] });
});

describe('is refused with file and line:', () => {
  test.each([
    ['nothing at all', '', '1:1: the first line is not the header of a journal of version 1.'],
    ['another file', '{"some":"json"}\n', '1:1: the first line is not the header of a journal of version 1.'],
    ['a later version', textOf({ ...header, journal: 2 }), '1:1: the first line is not the header of a journal of version 1.'],
    ['a header without a seed', textOf({ ...header, seed: undefined }), '1:1: `seed` is missing.'],
    ['a header with a speed of nothing', textOf({ ...header, speed: 0 }), '1:1: `speed` is not a number above 0.'],
    ['a header whose scope is text', textOf({ ...header, scope: 'https://a.example' }), '1:1: `scope` is not a list of strings.'],
    ['a line broken in the middle', `${textOf(header)}{"at":12,"us\n{}\n`, '2:1: the line is not a JSON object.'],
    ['a list', `${textOf(header)}[1]\n`, '2:1: the line is not a JSON object.'],
    ['a time that is text', textOf(header, entry, { ...entry, at: '12' }), '3:1: `at` is not a finite number.'],
    ['a time without end', textOf(header, entry).replace('"at":12.5', '"at":1e999'), '2:1: `at` is not a finite number.'],
    ['a user that is a number', textOf(header, { ...entry, user: 7 }), '2:1: `user` is not a string.'],
    ['no user', textOf(header, { ...entry, user: undefined }), '2:1: `user` is missing.'],
    ['half a play', textOf(header, { ...entry, play: 0.5 }), '2:1: `play` is not a whole number, 0 or more.'],
    ['another verb', textOf(header, { ...entry, action: 'delete' }), '2:1: `action` is not one of open, follow, upload, download.'],
    ['another outcome', textOf(header, { ...entry, outcome: 'fine' }), '2:1: `outcome` is not one of ok, failed, interrupted.'],
    ['bytes below 0', textOf(header, { ...entry, bytesSent: -1 }), '2:1: `bytesSent` is not a number, 0 or more.'],
    ['a file that is an object', textOf(header, { ...entry, file: {} }), '2:1: `file` is not a string.'],
    ['a last line of another shape', textOf(header) + JSON.stringify({ ...entry, target: null }), '2:1: `target` is not a string.'],
    [
      'parameters without a bottom',
      textOf(header, entry).replace('{"css":{"a":["b"]}}', `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
      '2:1: `with` is not at most 64 levels deep.',
    ],
  ])('%s', (_what, text, message) => {
    expect(() => parseJournal(text, 'a.ndjson')).toThrow(
      expect.objectContaining({ code: 'input_invalid', message: `a.ndjson:${message}` }),
    );
  });
});
