import type { Attributes, Span } from '@opentelemetry/api';
import { RushhourError } from '../errors/rushhour-error.ts';
import type { Actor, Execution } from '../execution/execution.ts';
import type { BoundAction } from '../execution/step.ts';
import type { Arrivals } from '../people/arrivals.ts';
import type { DataRow } from '../people/feeder.ts';
import type { Link } from '../people/link.ts';
import type { Person } from '../people/person.ts';
import type { ActionLedger } from '../plugin/action-ledger.ts';
import type { ContentFile, ContentRequest } from '../plugin/content-port.ts';
import type { Faults, HttpFault } from '../plugin/fault.ts';
import type { HttpMeter, ManagedHttpSession } from '../plugin/http-port.ts';
import type { UserInfo } from '../plugin/plugin.ts';
import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';
import { createActionLedger } from './action-ledger.ts';
import type { Play } from './play.ts';
import type { UserGroup } from './user-group.ts';
import type { ScriptedAction, UserScript } from './user-script.ts';
import { UserSessions, type SessionOwner } from './user-sessions.ts';
import type { UserTimer } from './user-timer.ts';
import type { UserWorld } from './user-world.ts';

/** What a user is made of. */
export interface VirtualUserOptions {
  readonly world: UserWorld;
  readonly group: UserGroup;
  readonly person: Person;
  /** The fork all that is drawn for the user comes from. */
  readonly random: Random;
  readonly plays: number;
  readonly actions: number;
  /** Counts users through all profiles of the run, shards or not. */
  readonly number: number;
}

/** One virtual user: where it stands, and what it keeps. Between two plays that is little, for there may be many of them. */
export class VirtualUser implements Actor, SessionOwner {
  readonly info: UserInfo;
  readonly random: Random;
  readonly number: number;
  readonly #world: UserWorld;
  group: UserGroup;
  person: Person;
  /** The intended times of a user with an open pace. */
  arrivals: Arrivals | undefined = undefined;
  /** What the user does, where that is known beforehand, and the next of it. */
  script: UserScript | undefined = undefined;
  scripted: ScriptedAction | undefined = undefined;
  /** Intended times that wait for the user to be free, the earliest first. */
  backlog: number[] | undefined = undefined;
  /** Waits for the next arrival, or the end of a think time; waits for the deadline of the current action. Set by the loop. */
  wakeTimer: UserTimer<VirtualUser> | undefined = undefined;
  deadlineTimer: UserTimer<VirtualUser> | undefined = undefined;
  deadlineAt = 0;
  /** When the next action is intended; of an open pace, the action under way. */
  dueAt = 0;
  playsLeft: number;
  actionsLeft: number;
  /** Plays begun, and how many of them before it was taken out of the plan and came back. */
  plays = 0;
  playsBefore = 0;
  current: Play | undefined = undefined;
  execution: Execution | undefined = undefined;
  /** What was captured in the start scenario: every play begins with it. */
  startVariables: ReadonlyMap<string, string> | undefined = undefined;
  /** What it opened or followed last, and how that is called in every run: where it is, for plugins without pages. */
  place: URL | undefined = undefined;
  placeName = '';
  /** Files and other things it has named so far. */
  named = 0;
  /** Actions that did not end well. */
  failures = 0;
  keepPage = false;
  keepAnswer = false;
  /** What its HTTP sessions commit on purpose in the action under way. */
  fault: HttpFault | undefined = undefined;
  /** Whether it plays, is to play the scenario it ends with, or plays that. */
  stage: 'playing' | 'beforeEnd' | 'ending' = 'playing';
  /** Plays one scenario once, whatever the run does: the setup and the teardown of a run. */
  isAlone = false;
  /** Waits in line for the loop. */
  isReady = false;
  /** It has turned to an arrival that has neither begun nor been dropped yet. */
  hasArrival = false;
  /** No arrival comes any more. */
  arrivalsAreOver = false;
  isFinished = false;
  /** Taken out of the plan: it ends after the action under way. */
  isGone = false;
  /** Its sessions are being closed between two plays. */
  isClosing = false;
  #sessions: UserSessions | undefined = undefined;

  constructor(info: UserInfo, { world, group, person, random, plays, actions, number }: VirtualUserOptions) {
    this.info = info;
    this.random = random;
    this.number = number;
    this.#world = world;
    this.group = group;
    this.person = person;
    this.playsLeft = plays;
    this.actionsLeft = actions;
  }

  get clock(): Clock {
    return this.#world.clock;
  }

  get scenario(): string {
    return this.current?.prepared.name ?? '';
  }

  get play(): number {
    return this.current?.number ?? 0;
  }

  get playSpan(): Span | undefined {
    return this.current?.span;
  }

  get data(): DataRow | undefined {
    return this.current?.data;
  }

  get secretColumns(): ReadonlySet<string> {
    return this.group.secretColumns;
  }

  get variables(): Map<string, string> | undefined {
    return this.current?.variables;
  }

  set variables(variables: Map<string, string> | undefined) {
    if (this.current !== undefined) this.current.variables = variables;
  }

  get link(): Link | undefined {
    return this.group.profile.link;
  }

  get sessionRandom(): Random {
    return this.current?.random ?? this.random;
  }

  get faults(): Faults {
    return this.group.profile.faults;
  }

  giveFault(fault: HttpFault | undefined) {
    this.fault = fault;
    this.#sessions?.giveFault(fault);
  }

  get http(): ManagedHttpSession | undefined {
    return this.#sessions?.http;
  }

  get meter(): HttpMeter | undefined {
    return this.#sessions?.meter;
  }

  pluginSession({ plugin }: BoundAction): unknown {
    return (this.#sessions ??= new UserSessions(this, this.#world)).of(plugin);
  }

  cancelRequests(reason: Error) {
    this.#sessions?.cancelRequests(reason);
  }

  randomFor(index: number): Random {
    return this.sessionRandom.fork(index);
  }

  ledgerFor(execution: Execution): ActionLedger {
    return createActionLedger(this.#world.ledger, execution);
  }

  takeNumber(): number {
    const number = this.named;
    this.named += 1;
    return number;
  }

  tokenOf(number: number): string {
    return `${this.#world.word}-${this.number.toString(36)}-${number.toString(36)}`;
  }

  makeFile(
    request: ContentRequest,
    { index, number, recipe }: { readonly index: number; readonly number: number; readonly recipe: string | undefined },
  ): ContentFile {
    const { habits } = this.group;
    if (habits === undefined) throw new RushhourError('internal', { message: 'A file is to be made, and nothing makes files.' });
    const { run, size, sizeScale, simulatedNow, content } = this.#world;
    const exact = recipe === undefined ? undefined : content?.request(recipe);
    return (exact ?? request).make({
      random: this.randomFor(index).fork('file'),
      habits,
      ordinal: number * size + this.number,
      token: this.tokenOf(number),
      run,
      user: this.info,
      sizeScale,
      at: simulatedNow(),
    });
  }

  startSpan(parent: Span, name: string, attributes: Attributes | undefined): Span | undefined {
    return this.#world.telemetry.startClient(parent, name, attributes);
  }

  /** Whether closing the sessions has to wait for a plugin. */
  get hasPluginSessions(): boolean {
    return this.#sessions?.hasPlugins === true;
  }

  /**
   * Closes every session of a plugin in reverse order; every close is attempted.
   *
   * @returns what went wrong, by plugin
   */
  async closePluginSessions(signal: AbortSignal): Promise<readonly { readonly plugin: string; readonly error: unknown }[]> {
    return (await this.#sessions?.closePlugins(signal)) ?? [];
  }

  /** Closes the HTTP sessions; the last thing of a play. */
  closeHttp() {
    this.#sessions?.closeHttp();
    this.#sessions = undefined;
  }
}
