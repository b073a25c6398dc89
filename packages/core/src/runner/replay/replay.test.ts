import { expect, test } from 'vitest';
import { definePlugin } from '../../plugin/define-plugin.ts';
import { open, scenario } from '../../scenario/scenario-builder.ts';
import { canonicalJournal } from '../canonical-journal.ts';
import { parseJournal } from '../parse-journal.ts';
import type { JournalSink, ScenarioRunnerOptions } from '../runner-options.ts';
import { ScenarioRunner } from '../scenario-runner.ts';
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
        run({ target, random }: { readonly target: URL; readonly random: { below(limit: number): number } }) {
          asked.push(`${target.pathname} ${random.below(1000)}`);
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
