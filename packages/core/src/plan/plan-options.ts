import type { FileHabitsOptions } from '../plugin/content-port.ts';
import type { FaultName } from '../plugin/fault.ts';
import type { ThinkInput } from '../scenario/think.ts';

/** A plan as a person writes it: as an object in code, or the same keys in a YAML file. */
export interface PlanOptions {
  /** @default rushhour */
  readonly name?: string;
  readonly seed?: string | number;
  /** Who acts. */
  readonly profiles?: readonly ProfileOptions[];
  readonly limits?: LimitsOptions;
  /** Simulated time at which the run begins: an ISO date and time such as `2026-01-05T00:00:00Z`. @default now */
  readonly start?: string;
  /** How many times faster than real time hours, think times, rates, `load` and `duration` go. @default 1 */
  readonly speed?: number;
  /** Multiplies open rates. @default 1 */
  readonly scale?: number;
  /** Multiplies generated sizes. @default 1 */
  readonly sizeScale?: number;
  /** Ends the run after this long, in simulated time: milliseconds or `'24h'`. */
  readonly duration?: number | string;
  /** Such as `open.p95 < 300ms`; the run is stopped early by those with `abortOnFail`. */
  readonly thresholds?: readonly (string | ThresholdOptions)[];
  /** Told in the summary, the journal and telemetry. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Name of a scenario played once before anybody begins. */
  readonly setup?: string;
  /** Name of a scenario played once when everybody is done. */
  readonly teardown?: string;
  /** Rows of data for every profile. */
  readonly data?: readonly DataOptions[];
  /** How long what is created may live, and what is removed at the end. */
  readonly created?: CreatedOptions;
  /** Faults of the client, committed on purpose by every profile that says nothing of its own. @default none */
  readonly faults?: FaultsOptions;
}

/** How long what a run creates may live. Times are in simulated time: `speed` shortens them. */
export interface CreatedOptions {
  /** How long a thing may live: `3h`. @default for ever */
  readonly ttl?: number | string;
  /** How long large things may live: `{ over: 100MB, ttl: 60m }`. Sizes are those before `sizeScale`. */
  readonly ttlLarge?: { readonly over: number | string; readonly ttl: number | string };
  /** Whether what the run has created is removed when it stops. What is due is removed in any case. @default keep */
  readonly onStop?: 'keep' | 'remove';
  /** How often what is due is removed. In real time. @default a tenth of the shortest ttl, from 1 second to 1 minute */
  readonly sweep?: number | string;
  /** For how long a run that has died is taken to go on still: only then its unfinished things are removed, and by `rushhour cleanup` all it left. In real time. @default 2m */
  readonly lease?: number | string;
}

/** How often each fault is committed: a share such as `1%`, or a map with the share and more. */
export type FaultsOptions = Readonly<Partial<Record<FaultName, string | number | FaultOptions>>>;

/** How often a fault is committed, and how. */
export interface FaultOptions {
  /** Of the actions it can happen to: `1%`, or 0 to 1. */
  readonly share: string | number;
  /** Of `extraLatency` and `stalledUpload`: `500ms`, or drawn from `200ms-2s`. @default 200ms-2s, and 5s */
  readonly delay?: string | number;
  /** Of `slowReader`: `64KB` a second. @default 64KB */
  readonly rate?: string | number;
}

/** What holds for all users together, in the whole fleet; shards share it without asking each other. */
export interface LimitsOptions {
  /** What all open paces add up to at the busiest time of the day, and never exceed: `2000/min`. */
  readonly rate?: number | string;
  /** What all open paces add up to at least: `25/min`. */
  readonly floor?: number | string;
  /** So many actions begin in any second at most: `100/s`. */
  readonly cap?: number | string;
}

/** A threshold that can end the run. */
export interface ThresholdOptions {
  readonly check: string;
  /** @default false */
  readonly abortOnFail?: boolean;
  /** How long after the start it is first looked at. @default 10s */
  readonly delay?: number | string;
}

/** People with the same habits. */
export interface ProfileOptions {
  readonly name: string;
  /** @default the name */
  readonly role?: string;
  /** @default 1, or the highest level of a `load`: its users, or its actions a second, enough while each takes up to a second */
  readonly count?: number;
  /** IANA time zone of the hours. @default UTC */
  readonly zone?: string;
  /** `09:00-17:00`, `22:00-06:00`, `Mon-Fri 08:00-12:00`, `always`, or a list of windows. @default always */
  readonly hours?: string | readonly string[];
  /** How long presence takes to rise and fall at the edges of the hours. @default 30m */
  readonly ramp?: number | string;
  /** How far hours shift from day to day at most, either way. @default 0 */
  readonly jitter?: number | string;
  /** Weighs the user where `limits.rate` is shared. @default 1 */
  readonly activity?: number;
  /** Open: actions at intended times. @default closed, or a share of `limits.rate` where that is given and `think` is not */
  readonly pace?: PaceOptions;
  /** Closed: the wait after each action. @default 0-1s */
  readonly think?: ThinkInput;
  /** Stages of users or of a rate, from the start of the run; instead of `hours` and the rates of `pace`. */
  readonly load?: readonly LoadStageOptions[];
  /** Scenario names and how often each is picked, or a list of names. @default all, evenly */
  readonly scenarios?: Readonly<Record<string, number>> | readonly string[];
  /** Name of a scenario every user plays first, once. */
  readonly start?: string;
  /** Name of a scenario every user plays last, once. */
  readonly end?: string;
  /** Whether a session lasts for a play or for the user. @default play */
  readonly session?: 'play' | 'user';
  readonly link?: LinkOptions;
  /** Rows of data for this profile, beside those of the plan. */
  readonly data?: readonly DataOptions[];
  /** Which files they make, where these lie and how large they are. */
  readonly files?: FileHabitsOptions;
  /** Instead of those of the plan. */
  readonly faults?: FaultsOptions;
}

/** An open pace. Rates such as `120/min`, `2/s` or `40/h` are those of each user; percentages are shares of `limits.rate`. */
export interface PaceOptions {
  /** Inside the hours. @default 100% */
  readonly peak?: number | string;
  /** Outside the hours. @default 0 */
  readonly offPeak?: number | string;
  /** @default poisson */
  readonly arrivals?: 'poisson' | 'steady';
  /** Arrivals that wait while the user is busy; 0 drops them at once. @default 10 */
  readonly backlog?: number;
  /** How long an arrival waits before it is dropped as `busy`. @default 2s */
  readonly patience?: number | string;
}

/** A stage: exactly one of `ramp`, `constant`, `wave`, `spike`; levels are `50 users`, or a rate such as `200/s`. */
export interface LoadStageOptions {
  /** `0-100 users`, `10/s-200/s`. */
  readonly ramp?: string;
  readonly constant?: string;
  /** `50-150 users`, with `period`. */
  readonly wave?: string;
  readonly spike?: string;
  /** How long the stage lasts. */
  readonly for: number | string;
  /** Of a wave. */
  readonly period?: number | string;
}

/** The line somebody is on. */
export interface LinkOptions {
  /** `20Mbit`, `500kbit`, `2.5MB` a second. */
  readonly down?: string;
  readonly up?: string;
  /** `40ms`. */
  readonly latency?: number | string;
}

/** Rows that users play with: `{data.column}` in targets and parameters. Exactly one of `file` and `rows`. */
export interface DataOptions {
  /** A CSV file with a header line, or a JSON list of objects. */
  readonly file?: string;
  readonly rows?: readonly Readonly<Record<string, string | number | boolean>>[];
  /** @default circular */
  readonly pick?: 'queue' | 'circular' | 'random';
  /** @default play */
  readonly per?: 'user' | 'play';
  /** Columns whose values are written nowhere: not in a journal, a span or a message. Those of values from the environment, or named like secrets, are so anyway. */
  readonly secret?: readonly string[];
}
