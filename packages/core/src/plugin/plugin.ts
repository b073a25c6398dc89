import type { Attributes, Span } from '@opentelemetry/api';
import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';
import type { SchemaInput, SchemaOutput, StandardSchema } from '../support/standard-schema.ts';
import type { ActionName, Instruction, StatusSet } from '../scenario/scenario.ts';
import type { HttpSession } from './http-port.ts';
import type { UserHttp } from './user-http.ts';
import type { UploadFile } from './upload-file.ts';
import type { ActionLedger } from './action-ledger.ts';
import type { CreatedThings, ServiceContext } from './created-things.ts';
import type { PluginFaultName } from './fault.ts';

/** What marks plain data as a plugin, the same in every copy of this package. */
export const pluginBrand: unique symbol = Symbol.for('rushhour.plugin/1');

/** Parameters of an action that takes none. */
export type NoParams = Readonly<Record<never, never>>;

/** The user an action is played for. */
export interface UserInfo {
  /** Unique in the run, stable across shards: `visitor/3`. */
  readonly id: string;
  readonly profile: string;
  readonly role: string;
}

/** What a handler gets. Take what you need by destructuring: what is not asked for is not made. */
export interface ActionContext<Session = DefaultSession, Params = NoParams, Prepared = undefined> {
  readonly action: ActionName;
  /** Where to: resolved, in scope. For `follow` without a URL: the current page. */
  readonly target: URL;
  /** The parameters as the schema made them. */
  readonly params: Params;
  /** What `prepare` returned for this instruction. */
  readonly prepared: Prepared;
  /** The file of the instruction. Throws `no_file` when there is none. */
  readonly file: UploadFile;
  /** A word of letters, digits and `-` that no other action of any run has: makes names unique without a clock. */
  readonly token: string;
  /** The fault the handler is to commit on purpose, of those its definition lists; tell `commitFault` when it has. */
  readonly fault: PluginFaultName | undefined;
  /** Says that the fault took effect: the action then counts as failed on purpose. */
  commitFault(): void;
  /** What `createSession` returned for this user. */
  readonly session: Session;
  /** The statuses that count as success. The engine checks the last answer against them unless the result names a status. */
  readonly expect: StatusSet;
  /** Whether the instruction named a target of its own. */
  readonly hasTarget: boolean;
  /** Puts on record what the action creates. */
  readonly ledger: ActionLedger;
  /** The instruction's own fork: its draws never shift a later choice. */
  readonly random: Random;
  /** Aborted at the deadline of the action and at the end of the run. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly user: UserInfo;
  /** Begins a span of kind CLIENT below that of the action; undefined when nobody records it. End it yourself. */
  startSpan(name: string, attributes?: Attributes): Span | undefined;
}

/** What a handler may return: only what the engine cannot know. Throw when the action failed. */
export interface ActionResult {
  /** Payload bytes sent. @default what the HTTP session sent */
  readonly bytesSent?: number;
  /** Payload bytes received. @default what the HTTP session received */
  readonly bytesReceived?: number;
  /** The status to hold against `expect`; null when none applies. @default that of the last answer of the HTTP session */
  readonly status?: number | null;
}

/** What a handler may return or resolve with. */
export type ActionReturn = ActionResult | void | Promise<ActionResult | void>;

/** What `prepare` gets: everything known before the run. */
export interface PrepareContext<Params> {
  readonly target: URL | undefined;
  readonly params: Params;
  readonly expect: StatusSet;
  readonly instruction: Instruction;
}

/** How a plugin does one of the four actions. */
export interface ActionDefinition<Session, Schema extends StandardSchema, Prepared = undefined> {
  /** One sentence for `explain` and the documentation. */
  readonly description?: string;
  /** Checks and types the parameters (`with`). Any Standard Schema; synchronous. @default takes none */
  readonly params?: Schema;
  /** Never set: it holds the session type, so that a plugin with another session does not compile. */
  readonly sessionType?: (session: Session) => void;
  /** Faults the handler knows how to commit when its context asks for one. @default none */
  readonly faults?: readonly PluginFaultName[];
  /** Of `follow`: whether it goes on from what was opened last though that is no page, such as a folder. @default false */
  readonly withoutPage?: boolean;
  /** Called once per instruction, before the run; pure. What it throws is a problem of the instruction. */
  prepare?(context: PrepareContext<SchemaOutput<Schema>>): Prepared;
  /** Plays the action once. */
  run(context: ActionContext<Session, SchemaOutput<Schema>, Prepared>): ActionReturn;
}

/** Any action definition, where its types no longer matter. */
export interface AnyActionDefinition {
  readonly description?: string;
  readonly params?: StandardSchema;
  readonly faults?: readonly PluginFaultName[];
  readonly withoutPage?: boolean;
  // Method notation on purpose: parameters of methods are bivariant, so every ActionDefinition fits.
  prepare?(context: PrepareContext<never>): unknown;
  run(context: ActionContext<never, never, never>): ActionReturn;
}

/** What a plugin without `createSession` gets as its session. */
export interface DefaultSession {
  readonly http: HttpSession;
}

/** What `createSession` gets. */
export interface SessionContext<Config, Service = undefined> {
  readonly config: Config;
  /** What all users of the run share with the plugin: what `createService` made. */
  readonly service: Service;
  readonly http: UserHttp;
  readonly user: UserInfo;
  readonly signal: AbortSignal;
  readonly random: Random;
  readonly clock: Clock;
}

/**
 * A configured plugin: plain data, branded, so that it works across copies of this package. Made by the factory of `definePlugin`.
 */
export interface SitePlugin {
  readonly [pluginBrand]: true;
  /** What the plugin is. */
  readonly name: string;
  /** What this instance is called in statistics. */
  readonly instance: string;
  /** URL prefixes it claims, or a scheme (`https:`) for every URL of it. */
  readonly targets: readonly string[];
  /** Every origin it will talk to. */
  readonly origins: readonly string[];
  readonly actions: Readonly<Partial<Record<ActionName, AnyActionDefinition>>>;
  /** May veto an instruction its targets claim. Synchronous, pure. */
  supports?(instruction: Instruction): boolean;
  createSession?(context: Omit<SessionContext<unknown, unknown>, 'config'>): unknown;
  closeSession?(session: unknown, context: { readonly signal: AbortSignal }): void | Promise<void>;
  createService?(context: Omit<ServiceContext<unknown>, 'config'>): unknown;
  closeService?(service: unknown, context: { readonly signal: AbortSignal }): void | Promise<void>;
  readonly created?: CreatedThings<unknown>;
}

/** The input and output of an action's parameters, by definition. */
export type ParamsInput<Definition> = Definition extends { readonly params?: infer Schema } ? SchemaInput<NonNullable<Schema>> : never;
