import { expect, test } from 'vitest';
import { z } from 'zod';
import { definePlugin } from '../plugin/define-plugin.ts';
import { open, scenario } from '../scenario/scenario-builder.ts';
import type { Random } from '../support/random.ts';
import { canonicalJournal } from '../journal/canonical-journal.ts';
import { parseJournal } from '../journal/parse-journal.ts';
import type { JournalSink } from '../journal/journal-sink.ts';
import type { ScenarioRunnerOptions } from '../runner/runner-options.ts';
import { ScenarioRunner } from '../runner/scenario-runner.ts';
import { replayOptions } from './replay-options.ts';

/** A site that remembers what it was asked, and what was drawn for it. */
function createShop() {
  const asked: string[] = [];
  const shop = definePlugin({
    name: 'shop',
    targets: () => ['http://shop.example'],
    origins: () => ['http://shop.example'],
    actions: {
      open: {
        params: z.object({ q: z.string().optional() }),
        run({ target, params, random }: { readonly target: URL; readonly params: { readonly q?: string }; readonly random: Random }) {
          asked.push([target.pathname, params.q, random.below(1000)].join(' '));
          return { status: 200 };
        },
      },
    },
  });
  return { asked, plugin: shop() };
}

/** Plays, and gives back the journal with what the site was asked. */
async function play(options: Omit<ScenarioRunnerOptions, 'plugins' | 'journal'>, wrap = (sink: JournalSink) => sink) {
  const { asked, plugin } = createShop();
  const lines: string[] = [];
  const journal = wrap({ write: (record) => lines.push(`${JSON.stringify(record)}\n`) });
  const summary = await new ScenarioRunner({ ...options, plugins: [plugin], journal }).run();
  return { asked: asked.toSorted(), summary, journal: parseJournal(lines.join('')) };
}

test('a run that is played again from its journal does the same, down to every draw, but for the run id', async () => {
  const first = await play({
    scenarios: [
      scenario('browse', { base: 'http://shop.example', order: 'random', draws: 2 }, [open('/'), open('/{user}/{play}/{index}')]),
      scenario('buy', { base: 'http://shop.example' }, [open('/basket/{run}')]),
    ],
    users: 5,
    plays: 4,
    think: '0-3ms',
    seed: 'again',
  });
  const replay = replayOptions(first.journal);
  expect(replay).toMatchObject({ problems: [], skipped: 0, actions: first.journal.entries.length });
  const again = await play({ ...replay.options, speed: 2 }, replay.journal);
  const withoutRun = (asked: readonly string[]) => asked.filter((line) => !line.startsWith('/basket/'));
  expect(withoutRun(again.asked)).toEqual(withoutRun(first.asked));
  expect(again.asked.filter((line) => line.startsWith(`/basket/${again.summary.run}`))).toHaveLength(
    first.asked.length - withoutRun(first.asked).length,
  );
  const likeFirst = { ...again.journal.header, speed: 1 };
  expect(canonicalJournal({ ...again.journal, header: likeFirst })).toBe(canonicalJournal(first.journal));
  expect(again.summary.actions).toMatchObject({ scheduled: first.summary.actions.started, dropped: {} });
});

test('data that was filled into targets and parameters is in the journal, so that it is played again without the data', async () => {
  const first = await play({
    scenarios: [scenario('search', { base: 'http://shop.example' }, [open('/{data.sku}', { q: 'is {data.sku} there?' })])],
    profiles: [{ name: 'alice', count: 2, think: '0', data: [{ rows: [{ sku: 'a/b' }, { sku: 'c "d"' }, { sku: 'e' }] }] }],
    plays: 3,
    seed: 'data',
  });
  const replay = replayOptions(first.journal);
  expect(replay.problems).toEqual([]);
  const again = await play(replay.options, replay.journal);
  expect(first.asked.join()).toContain('is c "d" there?');
  expect(again.asked).toEqual(first.asked);
  expect(canonicalJournal(again.journal)).toBe(canonicalJournal(first.journal));
});

test('secrets in data are in no journal, and the data of the plan fills them in again, whoever is missing', async () => {
  const shop = { base: 'http://shop.example' };
  const scenarios = [scenario('log in', shop, [open('/{data.login}', { q: '{data.pin} of {data.sku}' })])];
  const logins = Array.from({ length: 20 }, (_, index) => ({ login: `user-${index}`, sku: `s-${index}` }));
  const plan = {
    profiles: [
      { name: 'bob', count: 2, data: [{ rows: [{ pin: 'p-1' }, { pin: 'p-2' }], per: 'user' }] },
      { name: 'alice', count: 3, data: [{ rows: [{ pin: 'p-3' }, { pin: 'p-4' }, { pin: 'p-5' }], pick: 'random' }] },
    ],
    data: [{ rows: logins, pick: 'queue', secret: ['login'] }],
  } as const;
  const first = await play({ scenarios, ...plan, think: '0', plays: 3, seed: 'pins' });
  expect(new Set(first.asked).size).toBeGreaterThan(12);
  expect(JSON.stringify(first.journal)).not.toMatch(/user-\d|p-\d/);

  const replay = replayOptions(first.journal, { scenarios });
  expect(replay.problems).toEqual([]);
  const again = await play({ ...replay.options, ...plan }, replay.journal);
  expect(again.asked).toEqual(first.asked);
  expect(canonicalJournal(again.journal)).toBe(canonicalJournal(first.journal));

  // Rows go by the numbers people had, not by their places among those who are left.
  const entries = first.journal.entries.filter(({ user }) => user === 'alice/2');
  const alone = replayOptions({ ...first.journal, entries }, { scenarios });
  const few = await play({ ...alone.options, ...plan }, alone.journal);
  expect(few.asked).toHaveLength(entries.length);
  expect(first.asked).toEqual(expect.arrayContaining([...few.asked]));
});

test('a plan without the column of a secret is told, and nothing is sent', async () => {
  const scenarios = [scenario('log in', { base: 'http://shop.example' }, [open('/{data.login}')])];
  const data = [{ rows: [{ login: 'alice' }], secret: ['login'] }];
  const first = await play({ scenarios, profiles: [{ name: 'a', think: '0' }], data, plays: 1, seed: 's' });
  const replay = replayOptions(first.journal, { scenarios });
  await expect(play({ ...replay.options, data: [{ rows: [{ logn: 'alice' }] }] })).rejects.toMatchObject({
    code: 'input_invalid',
    message: expect.stringContaining('The data has no column "login".'),
  });
});
