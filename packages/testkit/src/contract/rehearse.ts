import { setTimeout as realDelay } from 'node:timers/promises';
import {
  scenario,
  ScenarioRunner,
  systemClock,
  type ActionEndEvent,
  type Clock,
  type InstructionDraft,
  type JournalEntry,
  type JournalHeader,
  type RunSummary,
  type SitePlugin,
} from '@rushhour/core';
import { createMemoryHttp, type MemoryHttp } from '../memory-http/memory-http.ts';
import type { MemoryRequest } from '../memory-http/memory-request.ts';
import { routes } from '../site/routes.ts';
import type { SiteResponder } from '../site/site.ts';
import { observePlugin, type PluginObservations } from './observe-plugin.ts';
import type { PluginContract } from './plugin-contract.ts';
import { watchProcess, type ProcessTraces } from './process-watch.ts';
import { watchScope } from './scope-watch.ts';

/** How a rehearsal differs from one play of the good instructions by one user. */
export interface RehearsalOptions {
  readonly instructions?: readonly InstructionDraft[];
  /** Puts something between the plugin and the site. */
  readonly site?: (respond: SiteResponder, live: LiveRehearsal) => SiteResponder;
  readonly users?: number;
  readonly plays?: number;
  /** Deadline of each action in milliseconds. */
  readonly timeoutMs?: number;
  /** How long a stop leaves actions alone, in milliseconds. */
  readonly drainMs?: number;
  readonly clock?: Clock;
  /** The run id. @default a new one */
  readonly runId?: string;
  /** Drives the run: stops it, moves the clock. Returns when it has no more to do; the run is awaited in any case. */
  readonly drive?: (live: LiveRehearsal) => Promise<void>;
}

/** A rehearsal under way. */
export interface LiveRehearsal {
  readonly runner: ScenarioRunner;
  readonly observations: PluginObservations;
  readonly http: MemoryHttp;
  readonly ends: readonly ActionEndEvent[];
  /** Settles, never rejects, when the run is over. */
  readonly over: Promise<void>;
  readonly isOver: () => boolean;
}

/** All that was seen of a run of a plugin against its site in memory. */
export interface Rehearsal {
  /** The account of the run; undefined when it was refused or failed as a whole. */
  readonly summary: RunSummary | undefined;
  /** What the run rejected with. */
  readonly error: unknown;
  readonly ends: readonly ActionEndEvent[];
  readonly journal: { readonly header: JournalHeader | undefined; readonly entries: readonly JournalEntry[] };
  readonly wire: readonly MemoryRequest[];
  /** URLs the scope kept out. */
  readonly refused: readonly string[];
  readonly observations: PluginObservations;
  readonly traces: ProcessTraces;
}

/** Long enough for a machine that is busy, short enough for the patience of a test runner. */
const actionTimeoutMs = 3000;
/** How long sessions may take to close. */
const endingMs = 1000;

/** Plays the instructions of a contract against its site in memory, and records everything. Rejects for no fault of the plugin. */
export async function rehearse(contract: PluginContract, options: RehearsalOptions = {}): Promise<Rehearsal> {
  const {
    instructions = contract.instructions,
    users = 1,
    plays = 1,
    timeoutMs = actionTimeoutMs,
    drainMs,
    clock = systemClock,
    runId,
    drive,
  } = options;
  let live: LiveRehearsal | undefined;
  const site = contract.site();
  const respond = typeof site === 'function' ? site : routes(site);
  let disturbed: SiteResponder | undefined;
  const http = createMemoryHttp((request) => {
    if (disturbed === undefined) disturbed = live === undefined || options.site === undefined ? respond : options.site(respond, live);
    return disturbed(request);
  });
  const refused: string[] = [];
  const { plugin, observations } = observePlugin(contract.plugin, http);
  const ends: ActionEndEvent[] = [];
  const entries: JournalEntry[] = [];
  let header: JournalHeader | undefined;
  let summary: RunSummary | undefined;
  let error: unknown;

  const { traces } = await watchProcess(async () => {
    try {
      const runner = new ScenarioRunner({
        name: 'contract',
        seed: 'contract',
        scenarios: [scenario('contract', { think: '0' }, instructions)],
        plugins: [plugin],
        http: watchScope(http, refused),
        allow: allowedOrigins(contract.plugin, instructions),
        users,
        plays,
        think: '0',
        timeoutMs,
        clock,
        ...(runId !== undefined && { runId }),
        ...(drainMs !== undefined && { stop: { drain: drainMs } }),
        journal: {
          write(record) {
            if ('journal' in record) header = record;
            else entries.push(record);
          },
        },
      });
      runner.on('actionEnd', (event) => ends.push(event));
      let isOver = false;
      const run = runner.run();
      const over = run
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => {
          isOver = true;
        });
      live = { runner, observations, http, ends, over, isOver: () => isOver };
      await (drive === undefined ? letEnd(live, users * plays * instructions.length) : drive(live));
      summary = await run;
    } catch (thrown) {
      error = thrown;
    }
  });
  return { summary, error, ends, journal: { header, entries }, wire: http.log, refused, observations, traces };
}

/** Waits for a run to end; one whose actions have all ended, but not its handlers, is halted after a moment. */
async function letEnd({ runner, ends, over, isOver }: LiveRehearsal, actions: number): Promise<void> {
  const allEnded = new Promise<void>((resolve) => {
    runner.on('actionEnd', () => {
      if (ends.length >= actions) resolve();
    });
  });
  await Promise.race([over, allEnded]);
  if (isOver()) return;
  const moment = new AbortController();
  await Promise.race([over, realDelay(endingMs, undefined, { signal: moment.signal }).catch(() => undefined)]);
  moment.abort();
  if (!isOver()) runner.halt('contract');
}

/** The origins a plugin declares; for one that claims whole schemes, those of the instructions too. */
function allowedOrigins(plugin: SitePlugin, instructions: readonly InstructionDraft[]): readonly string[] {
  const isOpen = plugin.targets.some((target) => !target.includes('://'));
  const written = isOpen ? instructions.flatMap(({ target }) => (target === undefined ? [] : new URL(target).origin)) : [];
  return [...new Set([...plugin.origins, ...written])];
}
