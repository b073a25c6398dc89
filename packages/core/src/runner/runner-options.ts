import type { MeterProvider, TracerProvider } from '@opentelemetry/api';
import type { ContentPort } from '../plugin/content-port.ts';
import type { HttpPort } from '../plugin/http-port.ts';
import type { SitePlugin } from '../plugin/plugin.ts';
import type { ActionRegistry } from '../registry/action-registry.ts';
import type { AllowEntry } from '../scope/scope.ts';
import type { ScenarioSource } from '../scenario/scenario-source.ts';
import type { OnFailure, Scenario } from '../scenario/scenario.ts';
import type { ThinkInput } from '../scenario/think.ts';
import type { Clock } from '../support/clock.ts';
import type { PlanOptions } from '../plan/plan-options.ts';
import type { JournalSink } from '../journal/journal-sink.ts';
import type { UserScriptOptions } from '../users/user-script.ts';

export type { ScenarioSource } from '../scenario/scenario-source.ts';

/**
 * What a run is made of: a plan, and what it needs around it. Without `profiles` there is one, `visitor`, of `users` users. Everything is
 * checked before the first byte is sent.
 */
export interface ScenarioRunnerOptions extends PlanOptions {
  /** What to play: scenarios made in code or parsed, or a source that may change while the run lasts (`watchScenarioFiles`). */
  readonly scenarios: readonly Scenario[] | ScenarioSource;
  /** The plugins in declared order, or a registry that holds them. */
  readonly plugins?: readonly SitePlugin[] | ActionRegistry;
  /** The HTTP client: `createHttp()` of `@rushhour/http`. Needed by plugins that use `http`. */
  readonly http?: HttpPort;
  /** Makes files for uploads such as `image:1-5MB`: `createContent()` of `@rushhour/content`. */
  readonly content?: ContentPort;
  /** Virtual users, where no `profiles` are given. @default 1 */
  readonly users?: number;
  /** Profile name of the users, where no `profiles` are given. @default visitor */
  readonly profile?: string;
  /** Origins and URL prefixes traffic may reach. @default the origins written out in the scenarios, with a warning */
  readonly allow?: readonly (string | AllowEntry)[];
  /** What relative targets are relative to, where the scenario has no base. */
  readonly base?: string;
  /** The folder files to upload are found below. @default the folder of each scenario file */
  readonly files?: string;
  /** Think time after each action; `'0-1s'`, `'500ms'`, `'0'`. An instruction or a scenario with one of its own goes first unless `thinkOverride`. @default '0-1s' */
  readonly think?: ThinkInput;
  /** Whether `think` goes before what scenarios say. @default false */
  readonly thinkOverride?: boolean;
  /** @default continue */
  readonly onFailure?: OnFailure;
  /** Deadline of an action in milliseconds where the instruction has none. @default 60000 for open, follow; 1800000 for upload, download */
  readonly timeoutMs?: number;
  /** Whether a session lasts for a play or for the user. @default play */
  readonly session?: 'play' | 'user';
  /** Ends each user after so many plays. */
  readonly plays?: number;
  /** Ends the run after so many actions in all, divided among the users beforehand. */
  readonly actions?: number;
  /** This process's share. @default 0/1 */
  readonly shard?: string;
  /** The run id, where several processes play one run. @default a new one */
  readonly runId?: string;
  /** What users do, where that is known beforehand: instead of `profiles` and paces. Users are numbered in their order. */
  readonly scripts?: readonly UserScriptOptions[];
  readonly stop?: StopDeadlines;
  /** Receives the journal: a header, then one entry per started action, in the order they ended. */
  readonly journal?: JournalSink;
  readonly clock?: Clock;
  /** @default the global one when the run starts */
  readonly tracerProvider?: TracerProvider;
  /** @default the global one when the run starts */
  readonly meterProvider?: MeterProvider;
}

/** How long each phase of a stop may take; milliseconds or `'20s'`. */
export interface StopDeadlines {
  /** Actions under way may end. @default 20s */
  readonly drain?: number | string;
  /** Cut actions may unwind. @default 5s */
  readonly abort?: number | string;
  /** Sessions are closed and what the run created is removed. @default 10s */
  readonly clean?: number | string;
  /** The journal and telemetry are written out. @default 5s */
  readonly flush?: number | string;
}
