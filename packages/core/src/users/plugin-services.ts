import { noHttpClient } from '../execution/no-http-client.ts';
import type { HttpSession, HttpTransport, ManagedHttpSession } from '../plugin/http-port.ts';
import type { SitePlugin } from '../plugin/plugin.ts';
import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';

/** What the users of a run share with each plugin: made when it is first asked for, closed when the run is over. */
export interface PluginServices {
  /** The service of a plugin, or the promise of it; undefined for a plugin without. */
  of(plugin: SitePlugin): unknown;
  /** Closes every service in reverse order; every close is attempted. */
  close(signal: AbortSignal): Promise<void>;
}

/** What services are made with. */
export interface PluginServicesOptions {
  readonly run: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: HttpTransport | undefined;
  /** Where the plan may create something with a plugin. */
  readonly placesOf: (plugin: SitePlugin) => readonly URL[];
  readonly warn: (message: string) => void;
}

/** Makes the services of a run, none of them open. */
export function createPluginServices({ run, clock, random, transport, placesOf, warn }: PluginServicesOptions): PluginServices {
  const made = new Map<SitePlugin, Promise<unknown>>();
  const ready = new Map<SitePlugin, unknown>();
  const sessions: ManagedHttpSession[] = [];
  const over = new AbortController();

  const openHttp = (plugin: string): HttpSession => {
    if (transport === undefined) throw noHttpClient(plugin);
    const session = transport.session({ id: `service/${plugin}`, random: random.fork('service').fork(plugin) });
    sessions.push(session);
    return session;
  };

  const create = async (plugin: SitePlugin): Promise<unknown> => {
    let shared: HttpSession | undefined;
    try {
      const service = await plugin.createService?.({
        http: { session: ({ isolated = false } = {}) => (isolated ? openHttp(plugin.instance) : (shared ??= openHttp(plugin.instance))) },
        run,
        places: placesOf(plugin),
        signal: over.signal,
        random: random.fork('service').fork(plugin.instance),
        clock,
        warn,
      });
      ready.set(plugin, service);
      return service;
    } catch (error) {
      // The next one to ask tries again.
      made.delete(plugin);
      throw error;
    }
  };

  return {
    of(plugin) {
      if (plugin.createService === undefined) return undefined;
      if (ready.has(plugin)) return ready.get(plugin);
      let service = made.get(plugin);
      if (service === undefined) made.set(plugin, (service = create(plugin)));
      return service;
    },
    async close(signal) {
      over.abort();
      for (const [plugin, service] of [...ready].toReversed()) {
        try {
          await plugin.closeService?.(service, { signal });
        } catch (error) {
          warn(`Plugin "${plugin.instance}" could not close its service: ${error instanceof Error ? error.message : typeof error}.`);
        }
      }
      made.clear();
      ready.clear();
      for (const session of sessions) session.close();
    },
  };
}
