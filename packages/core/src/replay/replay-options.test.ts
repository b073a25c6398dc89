import { describe, expect, test } from 'vitest';
import { parseJournal } from '../journal/parse-journal.ts';
import { download, open, scenario } from '../scenario/scenario-builder.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { replayOptions } from './replay-options.ts';

const header = {
  journal: 1,
  name: 'office',
  hash: 'h',
  seed: '42',
  run: '01J',
  startedAt: '2026-01-01T00:00:00.000Z',
  scope: ['https://shop.example'],
  plugins: [{ name: 'generic', instance: 'generic' }],
};

const entry = (part: Partial<JournalEntry>): JournalEntry => ({
  at: 0,
  intendedAt: 0,
  user: 'visitor/0',
  profile: 'visitor',
  scenario: 'browse',
  play: 0,
  index: 0,
  action: 'open',
  target: 'https://shop.example/',
  with: {},
  plugin: 'generic',
  outcome: 'ok',
  durationMs: 1,
  bytesSent: 0,
  bytesReceived: 0,
  ...part,
});

const journalOf = (...entries: readonly JournalEntry[]) =>
  parseJournal([header, ...entries].map((record) => `${JSON.stringify(record)}\n`).join(''));

describe('from a journal alone', () => {
  const journal = journalOf(
    entry({ at: 5, user: 'visitor/1' }),
    entry({ at: 0 }),
    entry({ at: 30, play: 1, index: 0, action: 'follow', with: { text: 'Next' } }),
    entry({ at: 20, index: 1, action: 'upload', target: 'https://shop.example/photos', with: { field: 'image' }, file: 'a.jpg' }),
  );

  test('the same users issue the same instructions at the recorded times, in the order of their plays', () => {
    const { options, problems, actions, lastAt } = replayOptions(journal);
    expect(problems).toEqual([]);
    expect({ actions, lastAt }).toEqual({ actions: 4, lastAt: 30 });
    expect(options.scripts).toEqual([
      { user: 'visitor/1', profile: 'visitor', actions: [{ at: 5, play: 0, index: 0, scenario: 'browse', instruction: 0 }] },
      {
        user: 'visitor/0',
        profile: 'visitor',
        actions: [
          { at: 0, play: 0, index: 0, scenario: 'browse', instruction: 0 },
          { at: 20, play: 0, index: 1, scenario: 'browse', instruction: 2 },
          { at: 30, play: 1, index: 0, scenario: 'browse', instruction: 1 },
        ],
      },
    ]);
  });

  test('what was asked for again and again is one instruction', () => {
    const { options } = replayOptions(journal);
    expect(options.scenarios).toMatchObject([
      {
        name: 'browse',
        instructions: [
          { action: 'open', target: 'https://shop.example/', with: {} },
          { action: 'follow', with: { text: 'Next' } },
          { action: 'upload', with: { field: 'image', file: 'a.jpg' } },
        ],
      },
    ]);
  });

  test('name, seed and scope are those of the run, and its journal has the hash of the other', () => {
    const { options, journal: sink } = replayOptions(journal);
    expect(options).toMatchObject({ name: 'office', seed: '42', allow: ['https://shop.example'] });
    const written: unknown[] = [];
    const wrapped = sink({ write: (record) => written.push(record) });
    wrapped.write({ ...journal.header, hash: 'another' });
    wrapped.write(entry({}));
    expect(written).toEqual([journal.header, entry({})]);
  });

  test('what nobody took is left out, for nothing was sent', () => {
    const { options, skipped, actions } = replayOptions(journalOf(entry({ plugin: '', outcome: 'failed', error: 'no_handler' })));
    expect({ skipped, actions, scripts: options.scripts }).toEqual({ skipped: 1, actions: 0, scripts: [] });
  });

  test('a link of a page that was not there is looked for again', () => {
    const { options } = replayOptions(journalOf(entry({ action: 'follow', target: '', outcome: 'failed', error: 'no_page' })));
    expect(options.scenarios).toMatchObject([{ instructions: [{ action: 'follow', with: {} }] }]);
    expect(JSON.stringify(options.scenarios)).not.toContain('target');
  });

  test.each([
    [entry({ target: 'https://shop.example/?token=REDACTED' }), 'A secret of "open https://shop.example/?token=REDACTED"'],
    [entry({ with: { headers: { authorization: 'REDACTED' } } }), 'A secret of "open https://shop.example/"'],
    [entry({ with: { body: 'user=me&password=REDACTED' } }), 'A secret of "open https://shop.example/"'],
    [entry({ target: 'https://shop.example/{var.id}' }), 'What "{var.id}" stood for in "open https://shop.example/{var.id}"'],
    [entry({ with: { sku: '{data.sku}' } }), 'What "{data.sku}" stood for'],
  ])('what a journal does not hold is told with its line: %#', (lacking, message) => {
    const { problems } = replayOptions(journalOf(entry({}), lacking, lacking), { file: 'a.ndjson' });
    expect(problems).toEqual([
      {
        position: { file: 'a.ndjson', line: 3, column: 1 },
        code: 'replay_incomplete',
        message: expect.stringContaining(message),
        hint: expect.stringContaining('--plan'),
      },
    ]);
  });
});

describe('with the scenarios it was played from', () => {
  const scenarios = [
    scenario('browse', { base: 'https://shop.example' }, [
      open('/?token=abc', { headers: { authorization: 'Bearer abc' } }, { expect: 404, name: 'secret page' }),
      open('/products/{data.sku}', {}, { expect: '2xx' }),
      download('/{run}/{var.id}', {}),
      open('/search', { headers: { 'x-sku': '{data.sku}', authorization: 'Bearer abc' }, body: '{"q":"{data.q}"}' }),
      open('/login', { body: 'user={data.user}&password={data.password}' }),
    ]),
  ];

  test('secrets, expectations and names are those of the plan', () => {
    const journal = journalOf(
      entry({ target: 'https://shop.example/?token=REDACTED', with: { headers: { authorization: 'REDACTED' } } }),
      entry({ index: 1, target: 'https://shop.example/products/a%20b' }),
      entry({ index: 2, action: 'download', target: 'https://shop.example/{run}/{var.id}' }),
    );
    const { options, problems } = replayOptions(journal, { scenarios });
    expect(problems).toEqual([]);
    expect(options.scenarios).toMatchObject([
      {
        instructions: [
          {
            target: 'https://shop.example/?token=abc',
            with: { headers: { authorization: 'Bearer abc' } },
            expect: [[404, 404]],
            name: 'secret page',
          },
          { target: 'https://shop.example/products/a%20b', name: 'open /products/{data.sku}' },
          { target: 'https://shop.example/{run}/{var.id}' },
        ],
      },
    ]);
  });

  test('data that was filled into parameters is that of the journal, beside the secrets of the plan', () => {
    const body = '{"q":"a \\"b\\""}';
    const journal = journalOf(
      entry({ target: 'https://shop.example/search', with: { headers: { 'x-sku': 'a/b "c"', authorization: 'REDACTED' }, body } }),
    );
    const { options, problems } = replayOptions(journal, { scenarios });
    expect(problems).toEqual([]);
    expect(options.scenarios).toMatchObject([
      { instructions: [{ name: 'open /search', with: { headers: { 'x-sku': 'a/b "c"', authorization: 'Bearer abc' }, body } }] },
    ]);
  });

  test('a secret that came from data is named again: the data of the plan has it', () => {
    const journal = journalOf(
      entry({ target: 'https://shop.example/login', with: { body: 'user=me&password=REDACTED' } }),
      entry({ index: 1, target: 'https://shop.example/login', with: { body: 'user={data.user}&password=REDACTED' } }),
    );
    const { options, problems } = replayOptions(journal, { scenarios });
    expect(problems).toEqual([]);
    expect(options.scenarios).toMatchObject([
      {
        instructions: [
          { name: 'open /login', with: { body: 'user=me&password={data.password}' } },
          { name: 'open /login', with: { body: 'user={data.user}&password={data.password}' } },
        ],
      },
    ]);
  });

  test('an instruction that is not in the plan any more is played as far as the journal tells it', () => {
    const { options, problems } = replayOptions(journalOf(entry({ target: 'https://shop.example/gone' })), { scenarios });
    expect(problems).toEqual([]);
    expect(options.scenarios).toMatchObject([{ instructions: [{ target: 'https://shop.example/gone', with: {} }] }]);
  });
});
