import type { Intention, LedgerEntry } from '../plugin/action-ledger.ts';
import type { CreatedThing, Removal } from '../plugin/created-things.ts';
import { createLeases, type Leases } from './leases.ts';

/** Whose intention it is. */
export interface LedgerOwner {
  readonly plugin: string;
  readonly user: string;
}

/** How much a run made on its targets, and what became of it. */
export interface LedgerCounts {
  /** Created, or intended and never closed. */
  readonly made: number;
  /** Of these, gone by now, verified. */
  readonly removed: number;
  readonly left: number;
  /** Things other runs had left, removed by this one. */
  readonly orphans: number;
}

/** How long things may live, by the clock of this process. */
export interface LedgerPolicy {
  /** Milliseconds a thing of a size may live; undefined: for ever. */
  readonly ttlOf: (bytes: number | undefined) => number | undefined;
  /** Whether things are removed at the end, due or not. */
  readonly removesAll: boolean;
  readonly leaseMs: number;
}

/**
 * The record of what a run created on the targets. An index and no more: what a thing is and when it may go stands on the target too, so that a
 * process that dies loses nothing. It is bounded: beyond that many things the target is asked instead.
 */
export interface Ledger {
  /** Puts an intention on record. The thing is in use until `release`. */
  intend(owner: LedgerOwner, intention: Intention): { readonly entry: LedgerEntry; readonly release: () => void };
  /** Keeps a thing from being removed until what is returned is called; undefined when it is due, or being removed. */
  use(plugin: string, marker: string): (() => void) | undefined;
  /** Things on record that are due by now, or all. */
  due(plugin: string, when?: { readonly all?: boolean }): readonly CreatedThing[];
  /** Those of some things that nobody uses: nobody begins to use them until `settle`. */
  claim(plugin: string, things: readonly CreatedThing[]): readonly CreatedThing[];
  /** Takes note of what became of claimed things; what is not among the removals is still there. */
  settle(plugin: string, claimed: readonly CreatedThing[], removals: readonly Removal[]): void;
  /** Whether anything of a plugin was put on record so far. */
  hasMade(plugin: string): boolean;
  /** Whether a thing found on the target is on record here. */
  knows(plugin: string, marker: string): boolean;
  /** Whether more was made than is kept: the target has to be asked for the rest. */
  readonly isPartial: boolean;
  counts(): LedgerCounts;
}

/** Things kept on record at most, some 250 bytes each: an office that makes 1,600 a minute which live three hours has 288,000. */
const mostThings = 400_000;

interface Kept extends CreatedThing {
  /** Whether it was told that it was made. */
  isMade: boolean;
  /** Whether it was removed, or found to be gone, and counted so. */
  isGone: boolean;
  location?: string;
}

/** Makes the ledger of a run in this process. */
export function createLedger({
  run,
  wallTime,
  policy,
  mostKept = mostThings,
}: {
  readonly run: string;
  /** Milliseconds since 1970. */
  readonly wallTime: () => number;
  readonly policy: LedgerPolicy;
  /** Things kept on record at most. @default 400000 */
  readonly mostKept?: number;
}): Ledger {
  const leases = new Map<string, Leases>();
  const kept = new Map<string, Map<string, Kept>>();
  const makers = new Set<string>();
  const claims = new Map<string, Set<string>>();
  let made = 0;
  let removed = 0;
  let orphans = 0;
  let size = 0;
  let isPartial = false;

  const leasesOf = (plugin: string) => ofPlugin(leases, plugin, createLeases);
  const keptOf = (plugin: string) => ofPlugin(kept, plugin, () => new Map<string, Kept>());
  const claimsOf = (plugin: string) => ofPlugin(claims, plugin, () => new Set<string>());
  const forget = (plugin: string, marker: string) => {
    if (keptOf(plugin).delete(marker)) size -= 1;
  };
  const keep = (plugin: string, thing: Kept) => {
    if (!keptOf(plugin).has(thing.marker)) size += 1;
    keptOf(plugin).set(thing.marker, thing);
  };
  /** Something was made in the place of a thing: that is gone, or there still under a name of its own. */
  const replace = (plugin: string, { location, ...thing }: Kept, by: Kept) => {
    if (location === undefined || location === by.location) removed += 1;
    else keep(plugin, { ...thing, marker: location });
  };

  return {
    get isPartial() {
      return isPartial;
    },
    intend({ plugin, user }, { marker, bytes }) {
      const now = wallTime();
      const ttlMs = policy.ttlOf(bytes);
      const expiresAt = ttlMs === undefined ? undefined : Math.ceil(now + ttlMs);
      const before = keptOf(plugin).get(marker);
      const thing: Kept = { marker, run, owner: user, expiresAt, ...(bytes !== undefined && { bytes }), isMade: false, isGone: false };
      // Counted from the start: until it is known to be absent it may have been made.
      made += 1;
      makers.add(plugin);
      // What never goes needs no record.
      if (expiresAt !== undefined || policy.removesAll) {
        if (size >= mostKept) isPartial = true;
        else keep(plugin, thing);
      }
      let isOpen = true;
      return {
        release: leasesOf(plugin).take(marker),
        entry: {
          run,
          owner: user,
          expiresAt,
          liveUntil: Math.ceil(now + policy.leaseMs),
          created(location) {
            isOpen = false;
            thing.isMade = true;
            if (location !== undefined) thing.location = location;
            if (before?.isMade === true && keptOf(plugin).get(marker) === thing) replace(plugin, before, thing);
          },
          absent() {
            if (!isOpen) return;
            isOpen = false;
            // Somebody who looks late finds what a sweep has left.
            if (thing.isGone) return;
            made -= 1;
            if (keptOf(plugin).get(marker) !== thing) return;
            if (before === undefined) forget(plugin, marker);
            else keep(plugin, before);
          },
        },
      };
    },
    use(plugin, marker) {
      const { expiresAt = Infinity } = keptOf(plugin).get(marker) ?? {};
      if (expiresAt <= wallTime() || claimsOf(plugin).has(marker)) return undefined;
      return leasesOf(plugin).take(marker);
    },
    due(plugin, { all = false } = {}) {
      const now = wallTime();
      return [...keptOf(plugin).values()].filter(({ expiresAt = Infinity }) => all || expiresAt <= now);
    },
    claim(plugin, things) {
      const [inUse, claimed] = [leasesOf(plugin), claimsOf(plugin)];
      const free = things.filter(({ marker }) => !inUse.has(marker) && !claimed.has(marker));
      for (const { marker } of free) claimed.add(marker);
      return free;
    },
    settle(plugin, claimed, removals) {
      const own = new Set<string>();
      for (const thing of claimed) {
        claimsOf(plugin).delete(thing.marker);
        if (thing.run === run) own.add(thing.marker);
      }
      for (const { marker, outcome } of removals) {
        if (outcome === 'failed') continue;
        const thing = keptOf(plugin).get(marker);
        if (thing === undefined) {
          // What this process has made beyond what is kept it has counted; what another thread of the run has made, that one counts.
          if (outcome === 'removed' && !own.has(marker)) orphans += 1;
          else if (outcome === 'removed' && isPartial) removed += 1;
          continue;
        }
        forget(plugin, marker);
        thing.isGone = true;
        // What is not there and was never told to be made was not made.
        if (outcome === 'absent' && !thing.isMade) made -= 1;
        else removed += 1;
      }
    },
    hasMade: (plugin) => makers.has(plugin),
    knows: (plugin, marker) => keptOf(plugin).has(marker),
    counts: () => ({ made, removed, left: made - removed, orphans }),
  };
}

function ofPlugin<Value>(map: Map<string, Value>, plugin: string, make: () => Value): Value {
  let value = map.get(plugin);
  if (value === undefined) map.set(plugin, (value = make()));
  return value;
}
