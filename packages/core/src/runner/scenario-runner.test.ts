import { createVirtualClock, type VirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePlugin } from '../plugin/define-plugin.ts';
import { ActionRegistry, type HookHandler } from '../registry/action-registry.ts';
import { download, follow, open, scenario, upload } from '../scenario/scenario-builder.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ScenarioListener } from '../scenario/scenario-source.ts';
import { canonicalJournal } from '../journal/canonical-journal.ts';
import type { ActionEndEvent } from './events.ts';
import type { JournalEntry, JournalHeader } from '../journal/journal.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { ScenarioRunner } from './scenario-runner.ts';
import type { RunSummary } from '../account/summary.ts';

const site = 'https://a.example';
const pages = scenario('pages', { base: site }, [open('/1'), open('/2'), open('/3')]);

function hooks(handler: HookHandler): ActionRegistry {
  return new ActionRegistry().open('https:', handler).follow('https:', handler).upload('https:', handler).download('https:', handler);
}

/** Plays to the end in virtual time and checks the books. */
async function play({
  clock = createVirtualClock(),
  ...options
}: Omit<Partial<ScenarioRunnerOptions>, 'clock'> & { readonly clock?: VirtualClock }) {
  const events: ActionEndEvent[] = [];
  const warnings: string[] = [];
  const journal: (JournalHeader | JournalEntry)[] = [];
  const runner = new ScenarioRunner({
    scenarios: [pages],
    plugins: hooks(() => undefined),
    think: '0',
    seed: 'test',
    clock,
    journal: { write: (record) => void journal.push(record) },
    ...options,
  });
  runner.on('actionEnd', (event) => void events.push(event));
  runner.on('warning', ({ message }) => void warnings.push(message));
  const summary = await clock.runUntil(runner.run());
  expectBalancedBooks(summary);
  const [header] = journal;
  if (header === undefined || !('journal' in header)) throw new Error('a journal begins with its header');
  return { summary, events, warnings, runner, header, entries: journal.filter((record) => 'user' in record) };
}

function expectBalancedBooks({ actions, byAction, byScenario, byPlugin, byProfile, byStep, series }: RunSummary) {
  const dropped = Object.values(actions.dropped).reduce((sum, count) => sum + count, 0);
  expect(actions.scheduled).toBe(actions.started + dropped);
  expect(actions.started).toBe(actions.ok + actions.failed + actions.interrupted);
  for (const table of [byAction, byScenario, byPlugin, byProfile, byStep]) {
    const rows = Object.values(table);
    expect(rows.reduce((sum, { started }) => sum + started, 0)).toBe(actions.started);
    for (const row of rows) expect(row.started).toBe(row.ok + row.failed + row.interrupted);
  }
  expect(series.reduce((sum, { started }) => sum + started, 0)).toBe(actions.started);
}

const sleep = (clock: { setTimer(ms: number, callback: () => void): unknown }, ms: number) =>
  new Promise<void>((resolve) => clock.setTimer(ms, resolve));

describe('limits', () => {
  test('plays: each user plays so many scenarios', async () => {
    const { summary } = await play({ users: 3, plays: 2 });
    expect(summary.actions).toMatchObject({ started: 18, ok: 18 });
    expect(summary.byScenario['pages']?.plays).toBe(6);
  });

  test('actions: divided among the users beforehand, the first of equals get what is left', async () => {
    const { summary, entries } = await play({ users: 4, actions: 10 });
    expect(summary.actions.started).toBe(10);
    const byUser = [0, 1, 2, 3].map((number) => entries.filter(({ user }) => user === `visitor/${number}`).length);
    expect(byUser).toEqual([3, 3, 2, 2]);
  });

  test('duration: exact in virtual time', async () => {
    const { summary } = await play({ think: '100ms', duration: '1050ms' });
    // At 0, 100, ..., 1000 ms.
    expect(summary.actions.started).toBe(11);
    expect(summary.durationMs).toBe(1050);
    expect(summary.rate).toEqual({ targetPerMinute: null, achievedPerMinute: 628.6 });
  });

  test('an aborted signal stops gracefully', async () => {
    const clock = createVirtualClock();
    const controller = new AbortController();
    const runner = new ScenarioRunner({ scenarios: [pages], plugins: hooks(() => undefined), think: '1s', clock });
    const running = runner.run({ signal: controller.signal });
    await clock.advance(4500);
    controller.abort();
    const summary = await clock.runUntil(running);
    expect(summary.actions.started).toBe(5);
    expectBalancedBooks(summary);
  });

  test('a runner runs once', async () => {
    const { runner } = await play({ plays: 1 });
    await expect(runner.run()).rejects.toMatchObject({ code: 'run_state' });
  });
});

describe('orders', () => {
  const lines = [open('/a'), open('/b'), open('/c'), open('/d')];

  test('random makes exactly 10 draws a line, and has very likely played each', async () => {
    const { summary, entries } = await play({ scenarios: [scenario('r', { order: 'random', base: site }, lines)], plays: 1 });
    expect(summary.actions.started).toBe(40);
    expect(new Set(entries.map(({ target }) => target)).size).toBe(4);
  });

  test('sequential plays the lines in order, then another scenario is picked', async () => {
    const { entries } = await play({ scenarios: [pages, scenario('other', { base: site }, lines)], plays: 6 });
    const plays = Object.groupBy(entries, ({ play: number }) => number);
    for (const entriesOfPlay of Object.values(plays)) {
      const targets = entriesOfPlay?.map(({ target }) => target.slice(site.length)).join(' ');
      expect(['/1 /2 /3', '/a /b /c /d']).toContain(targets);
    }
    expect(new Set(entries.map((entry) => entry.scenario)).size).toBe(2);
  });
});

describe('determinism', () => {
  const scenarios = [
    scenario('r', { order: 'random', base: site, draws: 3 }, [open('/a'), open('/b'), open('/c')]),
    scenario('s', { order: 'shuffle', base: site }, [open('/d'), open('/e'), open('/f')]),
    scenario('w', { order: 'weighted', base: site, draws: 2 }, [open('/g', {}, { weight: 3 }), open('/h')]),
  ];
  test('the same seed gives the same canonical journal, whatever the latency', async () => {
    const clock = createVirtualClock();
    const a = await play({ scenarios, users: 8, plays: 4 });
    const slow = await play({
      clock,
      scenarios,
      users: 8,
      plays: 4,
      plugins: hooks(async ({ random }) => sleep(clock, random.next() * 50)),
    });
    expect(canonicalJournal(slow)).toBe(canonicalJournal(a));
    const again = await play({ scenarios, users: 8, plays: 4, think: '0-2s' });
    expect(canonicalJournal(again)).toBe(canonicalJournal(a));
    const other = await play({ scenarios, users: 8, plays: 4, seed: 'another' });
    expect(canonicalJournal(other)).not.toBe(canonicalJournal(a));
  });

  test('more users only add users', async () => {
    const one = await play({ scenarios, users: 1, plays: 3 });
    const many = await play({ scenarios, users: 64, plays: 3 });
    const pick = (entries: readonly JournalEntry[]) =>
      entries.filter(({ user }) => user === 'visitor/0').map(({ scenario: name, target }) => [name, target]);
    expect(pick(many.entries)).toEqual(pick(one.entries));
  });

  test('a run ended by time is a prefix of a longer one', async () => {
    const short = await play({ scenarios, users: 3, think: '50-150ms', duration: '2s' });
    const long = await play({ scenarios, users: 3, think: '50-150ms', duration: '5s' });
    for (const user of ['visitor/0', 'visitor/1', 'visitor/2']) {
      const targets = (entries: readonly JournalEntry[]) =>
        entries.filter((entry) => entry.user === user).map(({ target, at }) => [target, at]);
      expect(targets(long.entries).slice(0, targets(short.entries).length)).toEqual(targets(short.entries));
      expect(targets(long.entries).length).toBeGreaterThan(targets(short.entries).length);
    }
  });

  test('the union of all shards is the unsharded run', async () => {
    const whole = await play({ scenarios, users: 7, actions: 100 });
    const shards = await Promise.all([0, 1, 2].map((index) => play({ scenarios, users: 7, actions: 100, shard: `${index}/3` })));
    const sorted = (entries: readonly JournalEntry[]) =>
      entries.map(({ user, play: number, index, target }) => `${user} ${number} ${index} ${target}`).sort();
    expect(sorted(shards.flatMap(({ entries }) => entries))).toEqual(sorted(whole.entries));
  });

  test("a handler's draws never shift a later choice", async () => {
    const quiet = await play({ scenarios, plays: 3 });
    const drawing = await play({
      scenarios,
      plays: 3,
      plugins: hooks(({ random }) => {
        for (let draws = 0; draws < 17; draws += 1) random.next();
      }),
    });
    expect(canonicalJournal(drawing)).toBe(canonicalJournal(quiet));
  });
});

describe('a failing handler is an outcome', () => {
  test.each<[string, HookHandler, string]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
      'plugin_error',
    ],
    ['rejects', async () => Promise.reject(new TypeError('later')), 'plugin_error'],
    ['throws something odd', () => Promise.reject(new Error()), 'plugin_error'],
    ['returns garbage', () => 'done' as never, 'plugin_result'],
    ['returns nonsense figures', () => ({ bytesSent: NaN }), 'plugin_result'],
    ['says a status that was not expected', () => ({ status: 503 }), 'http_503'],
    ['never settles', () => new Promise<never>(() => undefined), 'timeout'],
  ])('one that %s', async (_, run, error) => {
    const { summary, events } = await play({ plays: 1, plugins: hooks(run) });
    expect(summary.actions).toMatchObject({ started: 3, failed: 3 });
    expect(events.map((event) => event.error)).toEqual([error, error, error]);
    expect(summary.errors).toEqual([{ type: error, action: 'open', count: 3, example: expect.any(String) }]);
  });

  test('the expected statuses can be set, and a handler can say that none applies', async () => {
    const only = (expectation: string) => [scenario('one', { base: site }, [open('/1', {}, { expect: expectation })])];
    const status = (value: number | null) => hooks(() => ({ status: value }));
    expect((await play({ plays: 1, scenarios: only('404'), plugins: status(404) })).summary.actions.ok).toBe(1);
    expect((await play({ plays: 1, scenarios: only('201'), plugins: status(200) })).summary.actions.failed).toBe(1);
    expect((await play({ plays: 1, scenarios: only('201'), plugins: status(null) })).summary.actions.ok).toBe(1);
  });

  test('the deadline cuts the action alone: its signal is aborted, its late end changes nothing, the play goes on', async () => {
    const clock = createVirtualClock();
    const signals: AbortSignal[] = [];
    const { summary, events } = await play({
      clock,
      plays: 1,
      timeoutMs: 1000,
      plugins: hooks(async ({ signal, target }) => {
        signals.push(signal);
        await sleep(clock, target.pathname === '/2' ? 5000 : 10);
      }),
    });
    expect(summary.actions).toMatchObject({ ok: 2, failed: 1 });
    expect(events.map(({ durationMs }) => durationMs)).toEqual([10, 1000, 10]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, false]);
    expect(signals[1]?.reason).toMatchObject({ code: 'timeout' });
  });

  test('onFailure stop ends the play, not the user', async () => {
    const failing = hooks(({ target }) => {
      if (target.pathname === '/2') throw new Error('no');
    });
    const { entries } = await play({ plays: 2, onFailure: 'stop', plugins: failing });
    expect(entries.map(({ target }) => target.slice(-2))).toEqual(['/1', '/2', '/1', '/2']);
  });

  test('a plugin that does nothing but fail is given a rest, with one warning', async () => {
    const { summary, warnings } = await play({
      plays: 20,
      plugins: hooks(() => {
        throw new Error('always');
      }),
    });
    expect(summary.errors.map(({ type, count }) => [type, count])).toEqual([
      ['plugin_breaker', 40],
      ['plugin_error', 20],
    ]);
    expect(warnings.filter((message) => message.includes('rests for 10 s'))).toHaveLength(1);
  });

  test('names and errors without end stay bounded', async () => {
    const many: Scenario = scenario(
      'many',
      { base: site },
      Array.from({ length: 1000 }, (_, number) => open(`/${number}`)),
    );
    let thrown = 0;
    const { summary } = await play({
      scenarios: [many],
      plays: 1,
      plugins: hooks(() => {
        thrown += 1;
        throw Object.assign(new Error(`nobody has seen ${'x'.repeat(1000)} ${thrown}`), {
          name: 'RushhourError',
          code: 'http_status',
          type: `odd_${thrown}`,
        });
      }),
    });
    expect(summary.errors.length).toBeLessThanOrEqual(51);
    expect(summary.errors.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(Math.max(...summary.errors.map(({ example }) => example.length))).toBeLessThanOrEqual(300);
    expect(Object.keys(summary.byStep)).toHaveLength(201);
    expect(summary.byStep['_other']?.started).toBe(800);
  });
});

describe('think time', () => {
  test('command line > instruction > scenario > default', async () => {
    const timed = scenario('timed', { base: site, think: '1s' }, [open('/1'), open('/2', {}, { think: '5s' }), open('/3')]);
    const at = (entries: readonly JournalEntry[]) => entries.map((entry) => entry.at);
    expect(at((await play({ scenarios: [timed], plays: 1, think: '9s' })).entries)).toEqual([0, 1000, 6000]);
    expect(at((await play({ scenarios: [timed], plays: 1, think: '9s', thinkOverride: true })).entries)).toEqual([0, 9000, 18_000]);
    expect(at((await play({ scenarios: [pages], plays: 1, think: '9s' })).entries)).toEqual([0, 9000, 18_000]);
  });

  test('a range is drawn evenly', async () => {
    const { entries } = await play({ think: '0-1s', actions: 2001 });
    const waits = entries.slice(1).map((entry, index) => entry.at - (entries[index]?.at ?? 0));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...waits)).toBeLessThan(1000);
    expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeCloseTo(500, -2);
  });
});

describe('targets', () => {
  test('may name the run, the user, the play and the action; the journal names the run in words', async () => {
    const seen: string[] = [];
    const named = scenario('named', { base: site }, [open('/{run}/{user}/{play}/{index}')]);
    const { entries, summary } = await play({
      scenarios: [named],
      users: 2,
      plays: 2,
      plugins: hooks(({ target }) => void seen.push(target.pathname)),
    });
    expect(seen[0]).toBe(`/${summary.run}/visitor-0/0/0`);
    expect(new Set(seen).size).toBe(4);
    expect(entries.map(({ target }) => target).sort()).toEqual([
      `${site}/{run}/visitor-0/0/0`,
      `${site}/{run}/visitor-0/1/0`,
      `${site}/{run}/visitor-1/0/0`,
      `${site}/{run}/visitor-1/1/0`,
    ]);
  });

  test('a follow without a page fails with no_page', async () => {
    const { events } = await play({ scenarios: [scenario('f', { base: site }, [open('/1'), follow()])], plays: 1, allow: [site] });
    expect(events.map(({ error }) => error)).toEqual([undefined, 'no_page']);
  });
});

describe('events', () => {
  test('tell the whole run in order, and on() gives back what ends it', async () => {
    const clock = createVirtualClock();
    const told: string[] = [];
    const runner = new ScenarioRunner({ scenarios: [pages], plugins: hooks(() => undefined), think: '0', plays: 1, clock });
    runner.on('runStart', ({ users }) => void told.push(`runStart ${users}`));
    runner.on('phase', ({ phase }) => void told.push(phase));
    runner.on('playStart', ({ scenario: name }) => void told.push(`playStart ${name}`));
    runner.on('actionStart', ({ target }) => void told.push(`start ${target}`));
    const off = runner.on('actionEnd', ({ index }) => {
      told.push(`end ${index}`);
      if (index === 1) off();
    });
    runner.on('playEnd', ({ actions }) => void told.push(`playEnd ${actions}`));
    runner.on('runEnd', ({ actions }) => void told.push(`runEnd ${actions.ok}`));
    await clock.runUntil(runner.run());
    expect(told).toEqual([
      'running',
      'runStart 1',
      'playStart pages',
      `start ${site}/1`,
      'end 0',
      `start ${site}/2`,
      'end 1',
      `start ${site}/3`,
      'playEnd 3',
      'draining',
      'cleaning',
      'flushing',
      'stopped',
      'runEnd 3',
    ]);
  });
});

describe('scenarios that change while a run lasts', () => {
  const source = () => {
    let listener: ScenarioListener | undefined;
    return {
      scenarios: { current: () => [pages], watch: (given: ScenarioListener) => ((listener = given), () => (listener = undefined)) },
      get listener() {
        return listener;
      },
    };
  };

  test('a good version is played from the next play on, a bad one changes nothing, and neither widens the scope', async () => {
    const clock = createVirtualClock();
    const files = source();
    const reloads: string[] = [];
    const { entries, summary } = await (async () => {
      const journal: JournalEntry[] = [];
      const runner = new ScenarioRunner({
        scenarios: files.scenarios,
        plugins: hooks(() => undefined),
        think: '100ms',
        plays: 4,
        clock,
        journal: { write: (record) => void ('user' in record && journal.push(record)) },
      });
      runner.on('reload', ({ problems }) => void reloads.push(problems));
      const running = runner.run();
      await clock.advance(150);
      files.listener?.changed([scenario('elsewhere', {}, [open('https://evil.test/')])]);
      await clock.advance(300);
      files.listener?.bad('pages.txt:1:1: The action "opne" is unknown.');
      files.listener?.changed([scenario('new', { base: site }, [open('/new')])]);
      return { summary: await clock.runUntil(running), entries: journal };
    })();
    expect(entries.map(({ target }) => target.slice(site.length))).toEqual(['/1', '/2', '/3', '/1', '/2', '/3', '/new', '/new']);
    expect(reloads).toEqual([
      expect.stringContaining('The target "https://evil.test" is not allowed.'),
      'pages.txt:1:1: The action "opne" is unknown.',
      '',
    ]);
    expect(files.listener).toBeUndefined();
    expectBalancedBooks(summary);
  });
});

describe('where a plugin talks to', () => {
  const eu = (origin: string) =>
    definePlugin({ name: 'eu', targets: () => [`${site}/eu`], origins: () => [origin], actions: { open: { run: () => undefined } } })();

  test('must be allowed, if only below a path', async () => {
    const scenarios = [scenario('eu', { base: site }, [open('/eu/1')])];
    const { summary } = await play({ scenarios, plugins: [eu(site)], allow: [`${site}/eu`], plays: 1 });
    expect(summary.actions.ok).toBe(1);
    await expect(play({ scenarios, plugins: [eu('https://b.example')], allow: [`${site}/eu`], plays: 1 })).rejects.toThrow(
      'Plugin "eu" will talk to "https://b.example", which is not allowed.',
    );
  });
});

describe('mistakes are thrown before the first byte', () => {
  test.each<[string, Omit<Partial<ScenarioRunnerOptions>, 'clock'>, string, RegExp]>([
    ['users', { users: 0 }, 'option_invalid', /users cannot be "0"/],
    ['users', { users: 5, profiles: [{ name: 'alice' }] }, 'option_invalid', /users cannot be "5" beside profiles/],
    ['plays', { plays: 1.5 }, 'option_invalid', /plays cannot be "1.5"/],
    ['duration', { duration: 'soon' }, 'option_invalid', /duration cannot be "soon"/],
    ['think', { think: '5-1s' }, 'option_invalid', /think cannot be "5-1s"/],
    ['a think time as a map', { think: { distribution: 'normal', mean: 'soon' } }, 'option_invalid', /`think.mean` cannot be "soon"/],
    ['shard', { shard: '3/3' }, 'option_invalid', /shard cannot be "3\/3"/],
    ['stop', { stop: { drain: '-1s' } }, 'option_invalid', /stop.drain cannot be "-1s"/],
    ['an empty scope', { allow: [] }, 'scope_empty', /scope is empty/],
    [
      'a target outside the scope',
      { allow: ['https://b.example'] },
      'input_invalid',
      /pages:1:1: The target "https:\/\/a.example" is not allowed/,
    ],
    ['no scenario', { scenarios: [] }, 'input_invalid', /There is no scenario to play/],
    [
      'a relative target without a base',
      { scenarios: [scenario('r', {}, [open('/x')])] },
      'input_invalid',
      /"\/x" is relative, and there is no base/,
    ],
    ['nothing that names an origin', { scenarios: [scenario('f', {}, [follow()])] }, 'scope_empty', /scope is empty/],
    ['nobody who takes it', { plugins: [] }, 'input_invalid', /No plugin takes open https:\/\/a.example\/1/],
    [
      'parameters nobody wants',
      { scenarios: [scenario('p', { base: site }, [download('/x', { colour: 'red' })])] },
      'input_invalid',
      /takes no parameters for download, but "colour" is given/,
    ],
  ])('%s', async (_, options, code, message) => {
    await expect(play(options)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('a misspelt parameter is told with the nearest known word', async () => {
    const registry = new ActionRegistry().open('https:', {
      params: z.strictObject({ contains: z.string().optional() }),
      run: () => undefined,
    });
    const misspelt = (parameters: Record<string, string>) =>
      play({ plugins: registry, scenarios: [scenario('m', { base: site }, [open('/1', parameters)])] });
    await expect(misspelt({ contians: 'x' })).rejects.toMatchObject({ message: expect.stringContaining('Did you mean `contains`?') });
    await expect(misspelt({ timout: '3s' })).rejects.toMatchObject({ message: expect.stringContaining('Did you mean `timeout`?') });
  });

  test('one instruction with a bad parameter and a missing file has both told', async () => {
    const bad = scenario('two', { base: site, folder: import.meta.dirname }, [upload('/x', { file: 'nowhere.jpg', colour: 'red' })]);
    await expect(play({ scenarios: [bad] })).rejects.toMatchObject({
      message: expect.stringMatching(/"nowhere.jpg" does not exist[^]*"colour" is given/),
    });
  });

  test('secrets in a target are hidden wherever its name shows', async () => {
    const { summary, entries } = await play({ plays: 1, scenarios: [scenario('s', { base: site }, [open('/1?token=abc&page=2')])] });
    expect(Object.keys(summary.byStep)).toEqual(['open /1?token=REDACTED&page=2']);
    expect(JSON.stringify([summary, entries])).not.toContain('abc');
  });

  test('all problems of all scenarios at once, each at its place', async () => {
    const bad = [
      scenario('one', {}, [open('/relative'), open('https://b.example/')]),
      scenario('two', { base: site }, [open('/ok'), download('/x', { y: 1 })]),
    ];
    await expect(play({ scenarios: bad, allow: [site] })).rejects.toMatchObject({
      message: expect.stringMatching(/^one:1:1: .*\n.*\none:2:1: .*\n.*\ntwo:2:1: /),
    });
  });
});
