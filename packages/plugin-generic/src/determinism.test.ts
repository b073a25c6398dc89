import {
  canonicalJournal,
  download,
  follow,
  open,
  scenario,
  ScenarioRunner,
  upload,
  type JournalEntry,
  type JournalHeader,
} from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { createDefaultSite, startLoopbackSite, type LoopbackSite, type SiteResponder } from '@rushhour/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generic } from './generic.ts';

/** A real server whose latency is random from 0 to 50 ms: what comes back when differs from run to run, what is done does not. */
describe('one seed, one sequence, whatever the latency', () => {
  let site: LoopbackSite;

  beforeAll(async () => {
    const shop = createDefaultSite().respond;
    // The shop's own upload page numbers what it got across all users, so its answers would differ from run to run.
    const respond: SiteResponder = (request) => (request.method === 'PUT' ? { status: 201 } : shop(request));
    site = await startLoopbackSite({ site: respond, latency: { minMs: 0, maxMs: 50, random: Math.random } });
  });

  afterAll(() => site.close());

  async function play(users: number, seed = 'one') {
    const base = site.baseUrl;
    const records: (JournalHeader | JournalEntry)[] = [];
    const summary = await new ScenarioRunner({
      scenarios: [
        scenario('wander', { base, order: 'random', draws: 2 }, [
          open('/'),
          follow('/'),
          follow('/products/lamp', { text: 'next' }),
          open('/about'),
        ]),
        scenario('shuffled', { base, order: 'shuffle' }, [open('/'), follow('/about'), download('/files/1000'), open('/redirect/2')]),
        scenario('weighted', { base, order: 'weighted', draws: 2 }, [
          open('/account', {}, { expect: 401, weight: 3 }),
          upload('/upload/{user}-{play}-{index}', { file: { name: 'note.txt', data: 'hello' }, as: 'put' }),
          follow('/'),
        ]),
        scenario('in-order', { base }, [open('/'), follow(), follow(), open('/status/404'), follow()]),
      ],
      plugins: [generic()],
      http: createHttp(),
      think: '0-5ms',
      plays: 4,
      seed,
      users,
      journal: { write: (record) => void records.push(record) },
    }).run();
    expect(summary.actions.started).toBe(summary.actions.ok + summary.actions.failed);
    const [header, ...entries] = records;
    if (header === undefined || !('journal' in header)) throw new Error('a journal begins with its header');
    return { header, entries: entries.filter((record) => 'user' in record) };
  }

  test('two runs of 1, 8 and 64 users have the same canonical journal, and more users only add users', async () => {
    const journals = [];
    for (const users of [1, 8, 64]) {
      const journal = await play(users);
      expect(canonicalJournal(await play(users))).toBe(canonicalJournal(journal));
      expect(new Set(journal.entries.map(({ user }) => user)).size).toBe(users);
      journals.push(journal);
    }
    const [one, eight, many] = journals;
    if (one === undefined || eight === undefined || many === undefined) throw new Error('three journals were made');
    const of = ({ header, entries }: typeof one, users: readonly JournalEntry[]) => {
      const kept = new Set(users.map(({ user }) => user));
      return canonicalJournal({ header, entries: entries.filter(({ user }) => kept.has(user)) });
    };
    expect(of(many, one.entries)).toBe(of(one, one.entries));
    expect(of(many, eight.entries)).toBe(of(eight, eight.entries));
  }, 60_000);

  test('another seed is another sequence', async () => {
    expect(canonicalJournal(await play(2, 'two'))).not.toBe(canonicalJournal(await play(2)));
  });
});
