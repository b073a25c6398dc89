import type { Span } from '@opentelemetry/api';
import type { Actor, Execution } from '../execution/execution.ts';
import { noHttpClient } from '../execution/no-http-client.ts';
import type { PlaySequence } from '../execution/play-sequence.ts';
import type { BoundAction, PreparedScenario } from '../execution/step.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ActionLedger } from '../plugin/action-ledger.ts';
import type { HttpMeter, HttpSession, HttpTransport, ManagedHttpSession } from '../plugin/http-port.ts';
import type { DefaultSession, SitePlugin, UserInfo } from '../plugin/plugin.ts';
import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';
import type { QueuedTimer } from '../support/timer-queue.ts';

/** What all users of a run share. */
export interface UserWorld {
  readonly run: string;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** The transport; undefined when the host gave no HTTP client. */
  readonly transport: HttpTransport | undefined;
}

/** One virtual user: where it stands in its play, and what it keeps. */
export class VirtualUser implements Actor {
  readonly info: UserInfo;
  readonly clock: Clock;
  readonly random: Random;
  readonly #world: UserWorld;
  /** Waits for the next action; waits for the deadline of the current one. Set by the loop. */
  thinkTimer: QueuedTimer | undefined;
  deadlineTimer: QueuedTimer | undefined;
  deadlineAt = 0;
  /** When the next action is intended. */
  dueAt = 0;
  playsLeft: number;
  actionsLeft: number;
  /** Counts plays from 0; -1 before the first. */
  play = -1;
  /** Counts the actions of the play. */
  index = 0;
  prepared: PreparedScenario | undefined;
  sequence: PlaySequence | undefined;
  playRandom: Random | undefined;
  thinkRandom: Random | undefined;
  playSpan: Span | undefined;
  execution: Execution | undefined;
  keepPage = false;
  isFinished = false;
  /** Its sessions are being closed between two plays. */
  isClosing = false;
  #shared: ManagedHttpSession | undefined;
  #isolated: ManagedHttpSession[] | undefined;
  #default: DefaultSession | undefined;
  #sessions: Map<SitePlugin, Promise<unknown>> | undefined;
  #ready: Map<SitePlugin, unknown> | undefined;
  #creating: AbortController | undefined;

  constructor(
    info: UserInfo,
    {
      world,
      random,
      plays,
      actions,
    }: { readonly world: UserWorld; readonly random: Random; readonly plays: number; readonly actions: number },
  ) {
    this.info = info;
    this.clock = world.clock;
    this.random = random;
    this.#world = world;
    this.playsLeft = plays;
    this.actionsLeft = actions;
  }

  get scenario(): string {
    return this.prepared?.name ?? '';
  }

  get http(): ManagedHttpSession | undefined {
    return this.#shared;
  }

  get meter(): HttpMeter | undefined {
    if (this.#isolated === undefined) return this.#shared?.meter;
    const meters = [...(this.#shared === undefined ? [] : [this.#shared]), ...this.#isolated].map(({ meter }) => meter);
    return {
      requests: meters.reduce((sum, { requests }) => sum + requests, 0),
      bytesSent: meters.reduce((sum, { bytesSent }) => sum + bytesSent, 0),
      bytesReceived: meters.reduce((sum, { bytesReceived }) => sum + bytesReceived, 0),
      status: this.#shared?.meter.status ?? meters.at(-1)?.status ?? 0,
    };
  }

  pluginSession(bound: BoundAction): unknown {
    const { plugin } = bound;
    if (plugin.createSession === undefined) return (this.#default ??= new SharedSession(this, plugin.instance));
    if (this.#ready?.has(plugin) === true) return this.#ready.get(plugin);
    this.#sessions ??= new Map<SitePlugin, Promise<unknown>>();
    let session = this.#sessions.get(plugin);
    if (session === undefined) {
      session = this.#create(plugin);
      this.#sessions.set(plugin, session);
    }
    return session;
  }

  async #create(plugin: SitePlugin): Promise<unknown> {
    const creating = (this.#creating ??= new AbortController());
    try {
      const session = await plugin.createSession?.({
        http: {
          session: ({ isolated = false } = {}) => (isolated ? this.#isolatedHttp(plugin.instance) : this.sharedHttp(plugin.instance)),
        },
        user: this.info,
        signal: creating.signal,
        random: (this.playRandom ?? this.random).fork('session').fork(plugin.instance),
        clock: this.clock,
      });
      (this.#ready ??= new Map<SitePlugin, unknown>()).set(plugin, session);
      return session;
    } catch (error) {
      this.#sessions?.delete(plugin);
      throw error;
    }
  }

  /** The HTTP session all plugins of the user share, made when it is first needed. */
  sharedHttp(plugin: string): ManagedHttpSession {
    if (this.#shared === undefined) {
      this.#shared = this.#openHttp(plugin, 'http');
      this.#shared.keepPage = this.keepPage;
    }
    return this.#shared;
  }

  #isolatedHttp(plugin: string): HttpSession {
    const session = this.#openHttp(plugin, `http ${plugin}`);
    (this.#isolated ??= []).push(session);
    return session;
  }

  #openHttp(plugin: string, name: string): ManagedHttpSession {
    const { transport } = this.#world;
    if (transport === undefined) throw noHttpClient(plugin);
    return transport.session({ id: this.info.id, random: (this.playRandom ?? this.random).fork(name) });
  }

  cancelRequests(reason: Error) {
    this.#creating?.abort(reason);
    this.#creating = undefined;
    this.#shared?.cancel(reason);
    for (const session of this.#isolated ?? []) session.cancel(reason);
  }

  randomFor(index: number): Random {
    return (this.playRandom ?? this.random).fork(index);
  }

  ledgerFor({ plugin }: BoundAction): ActionLedger {
    const owner = { run: this.#world.run, plugin: plugin.instance, user: this.info.id };
    return { intend: (intention) => this.#world.ledger.intend(owner, intention) };
  }

  /** Whether closing the sessions has to wait for a plugin. */
  get hasPluginSessions(): boolean {
    return this.#sessions !== undefined && this.#sessions.size > 0;
  }

  /**
   * Closes every session in reverse order; every close is attempted.
   *
   * @returns what went wrong, by plugin
   */
  async closePluginSessions(signal: AbortSignal): Promise<readonly { readonly plugin: string; readonly error: unknown }[]> {
    const sessions = [...(this.#sessions ?? [])].toReversed();
    this.#sessions = undefined;
    this.#ready = undefined;
    const failures: { plugin: string; error: unknown }[] = [];
    for (const [plugin, made] of sessions) {
      let session: unknown;
      try {
        session = await made;
      } catch {
        // It was never made; the action that needed it has failed with the reason.
        continue;
      }
      try {
        await plugin.closeSession?.(session, { signal });
      } catch (error) {
        failures.push({ plugin: plugin.instance, error });
      }
    }
    return failures;
  }

  /** Closes the HTTP sessions; the last thing of a play. */
  closeHttp() {
    this.#shared?.close();
    for (const session of this.#isolated ?? []) session.close();
    this.#shared = undefined;
    this.#isolated = undefined;
    this.#default = undefined;
    this.#creating = undefined;
  }
}

/** The session of plugins that make none: the HTTP of the user, made when it is first used. */
class SharedSession implements DefaultSession {
  readonly #user: VirtualUser;
  readonly #plugin: string;

  constructor(user: VirtualUser, plugin: string) {
    this.#user = user;
    this.#plugin = plugin;
  }

  get http(): HttpSession {
    return this.#user.http ?? this.#user.sharedHttp(this.#plugin);
  }
}
