import { messageOf } from '../support/message-of.ts';
import type { CreatedContext, CreatedThing, CreatedThings } from '../plugin/created-things.ts';
import type { SitePlugin } from '../plugin/plugin.ts';
import type { Clock, Timer } from '../support/clock.ts';
import type { Ledger } from './ledger.ts';
import { mayGo } from './may-go.ts';
import { removeThings } from './remove-things.ts';

/** Removes what is due while a run goes on, and at its end what is to be removed then. */
export interface Sweeper {
  start(): void;
  /** One sweep now: what is due, of this run and of others. */
  sweep(signal: AbortSignal): Promise<void>;
  /** The last sweep: nothing says any more that this run goes on, and what is due is removed, or all it has made. */
  finish(signal: AbortSignal): Promise<void>;
  stop(): void;
}

/** What a sweeper works with. */
export interface SweeperOptions {
  readonly run: string;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly plugins: readonly SitePlugin[];
  readonly sweepMs: number;
  readonly leaseMs: number;
  /** Whether all is removed at the end. */
  readonly removesAll: boolean;
  /** Younger things are never due; undefined when nothing is, and no target needs to be asked. */
  readonly minimumAgeMs: number | undefined;
  /** Shards look for what others have left at different times. */
  readonly shard: number;
  /** Where a plugin may have created something. */
  readonly placesOf: (plugin: SitePlugin) => readonly URL[];
  readonly serviceOf: (plugin: SitePlugin) => unknown;
  readonly warn: (message: string) => void;
}

/** The target is asked for what others have left at one of the first ten sweeps, and at each tenth from then on. */
const sweepsPerListing = 10;

interface Cleaner {
  readonly plugin: SitePlugin;
  readonly created: CreatedThings<unknown>;
}

/** Makes a sweeper; it begins with `start`. */
export function createSweeper(options: SweeperOptions): Sweeper {
  const { run, clock, ledger, sweepMs, leaseMs, removesAll, minimumAgeMs, shard, placesOf, serviceOf, warn } = options;
  const cleaners = options.plugins.flatMap(({ created }, index): readonly Cleaner[] => {
    const plugin = options.plugins[index];
    return created === undefined || plugin === undefined ? [] : [{ plugin, created }];
  });
  const tickMs = Math.min(sweepMs, leaseMs / 3);
  const stopped = new AbortController();
  let timer: Timer | undefined;
  let renewing: Promise<void> | undefined;
  let sweeping: Promise<void> | undefined;
  let sweeps = 0;
  let sweptAt = -Infinity;

  const contextFor = async ({ plugin }: Cleaner, signal: AbortSignal): Promise<CreatedContext<unknown>> => ({
    service: await serviceOf(plugin),
    run,
    signal,
  });

  /** Removes those of some things that nobody uses. */
  const remove = ({ plugin: { instance }, created }: Cleaner, things: readonly CreatedThing[], context: CreatedContext<unknown>) =>
    removeThings(created, things, {
      context,
      instance,
      claim: (some) => ledger.claim(instance, some),
      settle: (claimed, removals) => ledger.settle(instance, claimed, removals),
      warn,
    });

  const removeKnown = (cleaner: Cleaner, context: CreatedContext<unknown>, all: boolean) =>
    remove(cleaner, ledger.due(cleaner.plugin.instance, { all }), context);

  const removeFound = async (cleaner: Cleaner, context: CreatedContext<unknown>, isWanted: (thing: CreatedThing) => boolean) => {
    const { plugin, created } = cleaner;
    const places = placesOf(plugin).filter((place) => created.lists?.(place, context.service) !== false);
    if (places.length === 0) return;
    const found: CreatedThing[] = [];
    const isKnown = (marker: string) => ledger.knows(plugin.instance, marker);
    for await (const thing of created.list({ ...context, places, minimumAgeMs: removesAll ? 0 : (minimumAgeMs ?? 0), isKnown })) {
      if (!isKnown(thing.marker) && isWanted(thing)) found.push(thing);
      if (found.length === 1000) await remove(cleaner, found.splice(0), context);
    }
    await remove(cleaner, found, context);
  };

  /** Does something with every plugin that can clean up; what fails is tried again at the next sweep. */
  const forEach = async (signal: AbortSignal, work: (cleaner: Cleaner, context: CreatedContext<unknown>) => Promise<void>) => {
    for (const cleaner of cleaners) {
      if (signal.aborted) return;
      try {
        await work(cleaner, await contextFor(cleaner, signal));
      } catch (error) {
        if (!signal.aborted) warn(`Plugin "${cleaner.plugin.instance}" could not clean up: ${messageOf(error)}`);
      }
    }
  };

  /** What this run has made and is not on record was made by another thread, which may use it, and removes it itself. */
  const forbearanceMs = (thing: CreatedThing) => (thing.run === run && !ledger.isPartial ? 2 * sweepMs : 0);

  const sweep = async (signal: AbortSignal) => {
    const asks = minimumAgeMs !== undefined && (sweeps % sweepsPerListing === shard % sweepsPerListing || ledger.isPartial);
    sweeps += 1;
    sweptAt = clock.now();
    await forEach(signal, async (cleaner, context) => {
      await removeKnown(cleaner, context, false);
      if (asks) await removeFound(cleaner, context, (thing) => mayGo(thing, 'sweep', clock.wallTime() - forbearanceMs(thing)));
    });
  };

  const renew = (signal: AbortSignal) =>
    forEach(signal, async ({ plugin, created }, context) => {
      if (ledger.hasMade(plugin.instance)) await created.renew?.({ ...context, until: Math.ceil(clock.wallTime() + leaseMs) });
    });

  // A sweep may take longer than a lease lasts: leases are renewed meanwhile.
  const tick = () => {
    timer = undefined;
    renewing = renew(stopped.signal).finally(() => {
      if (stopped.signal.aborted) return;
      timer = clock.setTimer(tickMs, tick);
      if (sweeping !== undefined || clock.now() - sweptAt < sweepMs) return;
      sweeping = sweep(stopped.signal).finally(() => (sweeping = undefined));
    });
  };

  const stop = () => {
    stopped.abort();
    timer?.cancel();
    timer = undefined;
  };

  return {
    start() {
      if (cleaners.length > 0) timer = clock.setTimer(tickMs, tick);
    },
    sweep,
    async finish(signal) {
      stop();
      await Promise.all([renewing, sweeping]);
      // First of all: what is not removed in time is left by a run that has ended, for everybody to see.
      await forEach(signal, async ({ plugin, created }, context) => {
        if (ledger.hasMade(plugin.instance)) await created.release?.(context);
      });
      await forEach(signal, async (cleaner, context) => {
        if (!ledger.hasMade(cleaner.plugin.instance)) return;
        await removeKnown(cleaner, context, removesAll);
        if (removesAll && ledger.isPartial) await removeFound(cleaner, context, (thing) => thing.run === run);
      });
    },
    stop,
  };
}
