import { createVirtualClock, type VirtualClock } from '@rushhour/testkit';
import { expect } from 'vitest';
import { ActionRegistry, type HookHandler } from '../src/registry/action-registry.ts';
import type { ActionEndEvent, DropEvent, RunPhase } from '../src/runner/events.ts';
import type { JournalEntry, JournalHeader } from '../src/journal/journal.ts';
import type { ScenarioRunnerOptions } from '../src/runner/runner-options.ts';
import { ScenarioRunner } from '../src/runner/scenario-runner.ts';
import type { OutcomeCounts, RunSummary } from '../src/account/summary.ts';
import { open, scenario } from '../src/scenario/scenario-builder.ts';

/** The site of all tests that need none. */
export const site = 'https://a.example';

/** A scenario that opens pages one after the other. */
export function pages(name = 'pages', paths: readonly string[] = ['/1', '/2', '/3']) {
  return scenario(
    name,
    { base: site },
    paths.map((path) => open(path)),
  );
}

/** A registry of which every action is taken by one handler. */
export function hooks(handler: HookHandler = () => undefined): ActionRegistry {
  return new ActionRegistry().open('https:', handler).follow('https:', handler).upload('https:', handler).download('https:', handler);
}

/** A wait on a clock. */
export function waitOn(clock: VirtualClock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimer(ms, resolve));
}

/** A run while it lasts. */
export interface RunUnderTest {
  readonly runner: ScenarioRunner;
  readonly clock: VirtualClock;
  readonly events: readonly ActionEndEvent[];
  readonly drops: readonly DropEvent[];
  readonly starts: readonly number[];
}

/** A run, however it went. */
export interface PlayedRun extends RunUnderTest {
  readonly summary: RunSummary;
  readonly phases: readonly (readonly [phase: RunPhase, at: number])[];
  readonly entries: readonly JournalEntry[];
}

/** What a test changes of a run. */
export interface RunUnderTestOptions extends Omit<Partial<ScenarioRunnerOptions>, 'clock'> {
  readonly clock?: VirtualClock;
  /** How long writing the journal out takes. @default no time */
  readonly flush?: () => Promise<void>;
  /** What happens while it lasts; time stands still but for what this moves on. */
  readonly during?: (run: RunUnderTest) => Promise<void> | void;
}

/** Plays to the end in virtual time; its books must balance, in every table, and by what was told of it. */
export async function playRun({ clock = createVirtualClock(), during, flush, ...options }: RunUnderTestOptions): Promise<PlayedRun> {
  const events: ActionEndEvent[] = [];
  const drops: DropEvent[] = [];
  const starts: number[] = [];
  const phases: [RunPhase, number][] = [];
  const entries: JournalEntry[] = [];
  const write = (record: JournalHeader | JournalEntry) => {
    if ('user' in record) entries.push(record);
  };
  const runner = new ScenarioRunner({
    scenarios: [pages()],
    plugins: hooks(),
    think: '0',
    seed: 'test',
    allow: [site],
    ...options,
    clock,
    journal: { write, ...(flush !== undefined && { end: flush }) },
  });
  const startedAt = clock.now();
  runner.on('actionEnd', (event) => void events.push(event));
  runner.on('actionStart', ({ at }) => void starts.push(at));
  runner.on('drop', (event) => void drops.push(event));
  runner.on('phase', ({ phase }) => void phases.push([phase, clock.now() - startedAt]));
  const begun = Promise.withResolvers<void>();
  runner.on('runStart', () => begun.resolve());
  const running = runner.run();
  running.catch(() => begun.resolve());
  // Checking a run may load modules, which no virtual clock knows of.
  await begun.promise;
  if (during !== undefined) {
    await clock.settle();
    await during({ runner, clock, events, drops, starts });
  }
  const summary = await clock.runUntil(running, { limitMs: 400 * 86_400_000 });
  expectBalancedBooks(summary);
  const dropped = Object.values(summary.actions.dropped).reduce((sum, count) => sum + count, 0);
  expect(drops).toHaveLength(dropped);
  expect(starts).toHaveLength(summary.actions.started);
  expect(events).toHaveLength(summary.actions.started);
  expect(entries).toHaveLength(summary.actions.started);
  return { runner, clock, events, drops, starts, summary, phases, entries };
}

/** Every table of a summary adds up to the same. */
export function expectBalancedBooks({ actions, byAction, byScenario, byPlugin, byProfile, byStep, series, durationMs }: RunSummary) {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0);
  expect(actions.scheduled).toBe(actions.started + sum(actions.dropped));
  expect(actions.started).toBe(actions.ok + actions.failed + actions.interrupted);
  const tables: readonly Readonly<Record<string, OutcomeCounts>>[] = [byAction, byScenario, byPlugin, byProfile, byStep];
  for (const table of tables) {
    const rows = Object.values(table);
    expect(rows.reduce((all, { started }) => all + started, 0)).toBe(actions.started);
    for (const row of rows) expect(row.started).toBe(row.ok + row.failed + row.interrupted);
  }
  const profiles = Object.values(byProfile);
  expect(profiles.reduce((all, { scheduled }) => all + scheduled, 0)).toBe(actions.scheduled);
  for (const row of profiles) expect(row.scheduled).toBe(row.started + sum(row.dropped));
  // Charts reach back an hour.
  if (durationMs < 3_600_000) expect(series.reduce((all, { started }) => all + started, 0)).toBe(actions.started);
}

/** Puts a journal into one order: what runs of one plan are compared by. */
export function sortEntries<Entry extends Pick<JournalEntry, 'user' | 'play' | 'index'>>(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => (a.user < b.user ? -1 : a.user > b.user ? 1 : a.play - b.play || a.index - b.index));
}
