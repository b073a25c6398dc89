import { noHttpClient } from '../execution/no-http-client.ts';
import type { Link } from '../people/link.ts';
import type { HttpFault } from '../plugin/fault.ts';
import type { HttpMeter, HttpSession, ManagedHttpSession } from '../plugin/http-port.ts';
import type { DefaultSession, SitePlugin, UserInfo } from '../plugin/plugin.ts';
import type { Random } from '../support/random.ts';
import type { UserWorld } from './user-world.ts';

/** Whose sessions they are. */
export interface SessionOwner {
  readonly info: UserInfo;
  readonly link: Link | undefined;
  /** The fork their draws come from: that of the play in which they are made. */
  readonly sessionRandom: Random;
  /** Whether pages and answers are kept by the action under way. */
  readonly keepPage: boolean;
  readonly keepAnswer: boolean;
  /** What the action under way commits on purpose. */
  readonly fault: HttpFault | undefined;
}

/** What one user keeps with plugins, and the HTTP sessions below it: made when they are first asked for, let go when all are closed. */
export class UserSessions {
  readonly #owner: SessionOwner;
  readonly #world: UserWorld;
  #shared: ManagedHttpSession | undefined;
  #isolated: ManagedHttpSession[] | undefined;
  #default: DefaultSession | undefined;
  #made: Map<SitePlugin, Promise<unknown>> | undefined;
  #ready: Map<SitePlugin, unknown> | undefined;
  #creating: AbortController | undefined;

  constructor(owner: SessionOwner, world: UserWorld) {
    this.#owner = owner;
    this.#world = world;
  }

  /** The HTTP session all plugins share; undefined when nobody asked for it yet. */
  get http(): ManagedHttpSession | undefined {
    return this.#shared;
  }

  /** What all HTTP sessions moved so far. */
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

  /** The session of a plugin, or the promise of it. */
  of(plugin: SitePlugin): unknown {
    if (plugin.createSession === undefined) return (this.#default ??= new SharedSession(this, plugin.instance));
    if (this.#ready?.has(plugin) === true) return this.#ready.get(plugin);
    this.#made ??= new Map<SitePlugin, Promise<unknown>>();
    let session = this.#made.get(plugin);
    if (session === undefined) {
      session = this.#create(plugin);
      this.#made.set(plugin, session);
    }
    return session;
  }

  async #create(plugin: SitePlugin): Promise<unknown> {
    const creating = (this.#creating ??= new AbortController());
    const { info, sessionRandom } = this.#owner;
    try {
      const service = await this.#world.services.of(plugin);
      const session = await plugin.createSession?.({
        service,
        http: {
          session: ({ isolated = false } = {}) => (isolated ? this.#isolatedHttp(plugin.instance) : this.sharedHttp(plugin.instance)),
        },
        user: info,
        signal: creating.signal,
        random: sessionRandom.fork('session').fork(plugin.instance),
        clock: this.#world.clock,
      });
      (this.#ready ??= new Map<SitePlugin, unknown>()).set(plugin, session);
      return session;
    } catch (error) {
      this.#made?.delete(plugin);
      throw error;
    }
  }

  /** The HTTP session all plugins share, made when it is first needed. */
  sharedHttp(plugin: string): ManagedHttpSession {
    return (this.#shared ??= this.#openHttp(plugin, 'http'));
  }

  #isolatedHttp(plugin: string): HttpSession {
    const session = this.#openHttp(plugin, `http ${plugin}`);
    (this.#isolated ??= []).push(session);
    return session;
  }

  #openHttp(plugin: string, name: string): ManagedHttpSession {
    const { transport } = this.#world;
    if (transport === undefined) throw noHttpClient(plugin);
    const { info, link, sessionRandom, keepPage, keepAnswer, fault } = this.#owner;
    const session = transport.session({ id: info.id, random: sessionRandom.fork(name), ...(link !== undefined && { link }) });
    session.keepPage = keepPage;
    session.keepAnswer = keepAnswer;
    session.fault = fault;
    return session;
  }

  /** Lets every HTTP session commit a fault, or none any more. */
  giveFault(fault: HttpFault | undefined) {
    if (this.#shared !== undefined) this.#shared.fault = fault;
    for (const session of this.#isolated ?? []) session.fault = fault;
  }

  cancelRequests(reason: Error) {
    this.#creating?.abort(reason);
    this.#creating = undefined;
    this.#shared?.cancel(reason);
    for (const session of this.#isolated ?? []) session.cancel(reason);
  }

  /** Whether closing has to wait for a plugin. */
  get hasPlugins(): boolean {
    return this.#made !== undefined && this.#made.size > 0;
  }

  /**
   * Closes every session of a plugin in reverse order; every close is attempted.
   *
   * @returns what went wrong, by plugin
   */
  async closePlugins(signal: AbortSignal): Promise<readonly { readonly plugin: string; readonly error: unknown }[]> {
    const sessions = [...(this.#made ?? [])].toReversed();
    this.#made = undefined;
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
  readonly #sessions: UserSessions;
  readonly #plugin: string;

  constructor(sessions: UserSessions, plugin: string) {
    this.#sessions = sessions;
    this.#plugin = plugin;
  }

  get http(): HttpSession {
    return this.#sessions.sharedHttp(this.#plugin);
  }
}
