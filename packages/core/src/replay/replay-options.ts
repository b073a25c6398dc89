import type { Problem } from '../scenario/problem.ts';
import type { Instruction, Scenario } from '../scenario/scenario.ts';
import { redacted } from '../telemetry/secret-name.ts';
import { isRecipe } from '../plugin/content-port.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { Journal } from '../journal/parse-journal.ts';
import type { JournalSink } from '../journal/journal-sink.ts';
import type { ScenarioRunnerOptions } from '../runner/runner-options.ts';
import type { ScriptedInstruction, UserScriptOptions } from '../users/user-script.ts';
import { findWritten } from './written-instructions.ts';

/** What a journal does not hold. */
export interface ReplaySources {
  /** The scenarios of the plan: they have the secrets, what is captured, and which statuses are expected; secrets from data are filled in by `data` and `profiles` of the runner. @default none */
  readonly scenarios?: readonly Scenario[];
  /** What their relative targets are relative to, where they have no base. */
  readonly base?: string;
  /** How the journal is called where something is wrong with it. @default journal */
  readonly file?: string;
}

/** A journal made ready to be played again. */
export interface Replay {
  /** For `ScenarioRunner`: plugins, the HTTP client, `speed` and all else are the caller's. */
  readonly options: Pick<ScenarioRunnerOptions, 'name' | 'seed' | 'allow' | 'tags' | 'profiles' | 'scenarios' | 'scripts'>;
  /** What cannot be played for want of something; with any, nothing should be. */
  readonly problems: readonly Problem[];
  /** How many actions will be played. */
  readonly actions: number;
  /** How many are left out: nobody took them, so nothing was sent. */
  readonly skipped: number;
  /** When the last one began, in milliseconds from the start. */
  readonly lastAt: number;
  /** A journal of the replay that can be held against the one it came from: with its hash. */
  journal(sink: JournalSink): JournalSink;
}

/**
 * Makes a journal ready to be played again: the same users issue the same instructions at the recorded times. Links are drawn as they were,
 * because the seed is the same. Pure.
 *
 * @example
 * ```ts
 * const replay = replayOptions(parseJournal(text));
 * const runner = new ScenarioRunner({ ...replay.options, plugins: [generic()], http: createHttp(), speed: 10 });
 * ```
 */
export function replayOptions({ header, entries }: Pick<Journal, 'header' | 'entries'>, sources: ReplaySources = {}): Replay {
  const { scenarios: writtenScenarios = [], base, file = 'journal' } = sources;
  const find = findWritten(writtenScenarios, base);
  const folders = new Map(writtenScenarios.map(({ name, folder }) => [name, folder]));
  const problems: Problem[] = [];
  const scenarios = new Map<string, Instruction[]>();
  const places = new Map<string, number>();
  const scripts = new Map<string, { readonly profile: string; readonly actions: ScriptedInstruction[] }>();
  let skipped = 0;

  const placeOf = (entry: JournalEntry, line: number): number => {
    // Files that are made differ from action to action; the script names each.
    const key = JSON.stringify([entry.scenario, entry.action, entry.target, entry.with, isMade(entry) ? 'made' : entry.file]);
    const known = places.get(key);
    if (known !== undefined) return known;
    const position = { file, line, column: 1 };
    const written = find(entry);
    if (written === undefined) {
      const lacks = whatLacks(entry);
      if (lacks !== undefined) problems.push({ position, ...lacks });
    }
    let list = scenarios.get(entry.scenario);
    if (list === undefined) scenarios.set(entry.scenario, (list = []));
    places.set(key, list.length);
    list.push(written ?? { ...recorded(entry), position });
    return list.length - 1;
  };

  for (const [index, entry] of entries.entries()) {
    if (entry.plugin === '' && entry.target !== '' && !/\{var\./.test(entry.target)) {
      skipped += 1;
      continue;
    }
    let script = scripts.get(entry.user);
    if (script === undefined) scripts.set(entry.user, (script = { profile: entry.profile, actions: [] }));
    const instruction = placeOf(entry, index + 2);
    script.actions.push({
      at: entry.at,
      play: entry.play,
      index: entry.index,
      scenario: entry.scenario,
      instruction,
      ...(isMade(entry) && { file: entry.file }),
    });
  }
  const position = { file, line: 1, column: 1 };
  return {
    options: {
      name: header.name,
      seed: header.seed,
      allow: header.scope,
      tags: header.tags,
      ...(header.profiles.length > 0 && { profiles: header.profiles.map((name) => ({ name })) }),
      scenarios: [...scenarios].map(([name, instructions]): Scenario => {
        const folder = folders.get(name);
        // Scripts say in which order they are played: what one captures may be named by any other.
        return { name, order: 'random', draws: 1, instructions, position, ...(folder !== undefined && { folder }) };
      }),
      scripts: [...scripts].map(([user, { profile, actions }]): UserScriptOptions => ({
        user,
        profile,
        actions: actions.toSorted(inOrder),
      })),
    },
    problems,
    actions: entries.length - skipped,
    skipped,
    lastAt: entries.reduce((last, { at }) => Math.max(last, at), 0),
    journal: (sink) => ({
      write: (record) => sink.write('journal' in record ? { ...record, hash: header.hash } : record),
      end: async () => sink.end?.(),
    }),
  };
}

/** Whether the file of an upload was made for it. */
function isMade(entry: JournalEntry): entry is JournalEntry & { readonly file: string } {
  return entry.file !== undefined && isRecipe(entry.file);
}

/** An instruction as far as an entry tells it. */
function recorded({ action, target, with: parameters, file }: JournalEntry): Omit<Instruction, 'position'> {
  // The boundary of the format: parameters are checked by the schema of whoever takes the instruction.
  const written = (parameters ?? {}) as Instruction['with'];
  return {
    action,
    ...(target !== '' && { target }),
    with: action === 'upload' && file !== undefined ? { file, ...written } : written,
  };
}

/** What an entry does not tell and nobody else does. */
function whatLacks({ action, target, with: parameters }: JournalEntry): Omit<Problem, 'position'> | undefined {
  const what = `${action} ${target}`.trim();
  const fromPlan = 'Give the plan or the scenarios it was played from (`--plan FILE`): they have it.';
  if (target.includes(redacted) || hasRedacted(parameters)) {
    return { code: 'replay_incomplete', message: `A secret of "${what}" is not in the journal.`, hint: fromPlan };
  }
  const name = /\{(?:var|data)\.[^{}]+\}/.exec(target + JSON.stringify(parameters ?? null))?.[0];
  if (name === undefined) return undefined;
  return { code: 'replay_incomplete', message: `What "${name}" stood for in "${what}" is not in the journal.`, hint: fromPlan };
}

/** Whether a secret was taken out of parameters, be it of a text such as a form or a JSON body. */
function hasRedacted(parameters: unknown): boolean {
  if (typeof parameters === 'string') return parameters.includes(redacted);
  return typeof parameters === 'object' && parameters !== null && Object.values(parameters).some(hasRedacted);
}

function inOrder(a: ScriptedInstruction, b: ScriptedInstruction): number {
  return a.play - b.play || a.index - b.index;
}
