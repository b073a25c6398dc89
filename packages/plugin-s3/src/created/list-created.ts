import { isRushhourError, type Clock, type CreatedThing, type RushhourError } from '@rushhour/core';
import { eachOf } from '../service/each-of.ts';
import { markerOf } from '../targets/marker.ts';
import type { ObjectTarget } from '../targets/object-target.ts';
import { controlKind, leaseKey, placeOf } from './control-keys.ts';
import { readMarks, type ObjectMarks } from './object-marks.ts';
import type { SeenObjects } from './seen-objects.ts';
import type { StoreAccess } from './store-access.ts';
import { storedVersions, type StoredVersion } from './stored-versions.ts';

/** What the search is done with. */
export interface ListingContext extends StoreAccess {
  readonly clock: Clock;
  readonly run: string;
  readonly minimumAgeMs: number;
  /** Whether somebody else knows of a thing already: it is passed over. */
  readonly isKnown: (marker: string) => boolean;
  /** What is remembered of earlier listings. */
  readonly seen: SeenObjects;
}

const atOnce = 8;

/**
 * Finds what any run has made in a place: objects that say so in their metadata, uploads in parts that were announced and not ended, and the
 * leases of runs that are over. Only what is old enough to be due is looked at.
 */
export async function* listCreated(place: ObjectTarget, context: ListingContext): AsyncGenerator<CreatedThing> {
  const { client, clock, call, minimumAgeMs, isKnown, seen } = context;
  const storeTime = () => clock.wallTime() + client.clockOffsetMs;
  const leases = createLeaseReader(context, storeTime);
  /** How many say what they are. */
  let lookedAt = 0;
  let refusal: RushhourError | undefined;

  /** Some of what others keep cannot be looked at, such as what is encrypted with a key of theirs. */
  const headOf = async (stored: StoredVersion) => {
    try {
      const head = await context.retried(() => client.head(stored, call));
      lookedAt += 1;
      return head;
    } catch (error) {
      if (!isRushhourError(error) || (error.code !== 's3_auth' && error.code !== 's3_request')) throw error;
      refusal ??= error;
      return undefined;
    }
  };

  /** What it says of itself. What rushhour keeps there for itself is written again and again: that is always asked for. */
  const marksOf = async (stored: StoredVersion, isControl: boolean): Promise<ObjectMarks | undefined> => {
    const earlier = isControl ? undefined : seen.get(stored);
    if (earlier !== undefined) {
      lookedAt += 1;
      return earlier.marks;
    }
    const at = storeTime();
    const head = await headOf(stored);
    const marks = head && readMarks(head);
    if (head !== undefined && !isControl) seen.add(stored, { marks, at });
    return marks;
  };

  const look = async (stored: StoredVersion): Promise<CreatedThing | undefined> => {
    const marker = markerOf(stored);
    if (isKnown(marker)) {
      lookedAt += 1;
      return undefined;
    }
    const kind = controlKind(stored.key);
    if (kind === undefined && stored.lastModified + minimumAgeMs > storeTime()) return undefined;
    const marks = await marksOf(stored, kind !== undefined);
    if (marks === undefined) return undefined;
    const isLive = marks.run === context.run || (await leases.isLive(stored, marks));
    if (kind === 'lease' && !isOver(marks, storeTime())) return undefined;
    const thing = { ...thingOf(marks, client.clockOffsetMs), bytes: stored.size, isLive };
    const isIntent = kind === 'intent' && marks.key !== undefined && stored.versionId === undefined;
    return { ...thing, marker, ...(isIntent && { isUnfinished: true }) };
  };

  for await (const thing of eachOf(storedVersions(place, context), atOnce, look)) if (thing !== undefined) yield thing;
  // Whoever may look at nothing must not say that nothing is there.
  if (lookedAt === 0 && refusal !== undefined) throw refusal;
}

function thingOf({ run, owner, expires }: ObjectMarks, offsetMs: number): Omit<CreatedThing, 'marker'> {
  return { run, owner, expiresAt: expires === undefined ? undefined : expires - offsetMs };
}

const isOver = ({ expires }: ObjectMarks, storeTime: number) => expires !== undefined && expires <= storeTime;

/** Asks for the leases of each run in each place: once, and again when those that held are over meanwhile. */
function createLeaseReader({ client, call, retried }: StoreAccess, storeTime: () => number) {
  const known = new Map<string, { readonly at: number; readonly end: Promise<number> }>();

  /** When the last of them is over, in milliseconds since 1970 by the store's clock; 0 when there is none. */
  const readEnd = async (bucket: string, prefix: string, run: string): Promise<number> => {
    const { objects } = await retried(() => client.list({ bucket, prefix }, call));
    let end = 0;
    for (const { key } of objects) {
      const head = await retried(() => client.head({ bucket, key }, call));
      const marks = head && readMarks(head);
      if (marks?.run === run) end = Math.max(end, marks.expires ?? 0);
    }
    return end;
  };

  return {
    async isLive({ bucket, key }: StoredVersion, { run, depth }: ObjectMarks): Promise<boolean> {
      if (depth === undefined) return false;
      const prefix = leaseKey(placeOf(key, depth), run);
      const name = markerOf({ bucket, key: prefix });
      const ask = () => {
        const asked = { at: storeTime(), end: readEnd(bucket, prefix, run) };
        known.set(name, asked);
        return asked;
      };
      const asked = known.get(name) ?? ask();
      const end = await asked.end;
      if (end > storeTime()) return true;
      // A listing takes time: what held when it was asked for was perhaps renewed since.
      if (end <= asked.at) return false;
      const latest = known.get(name);
      return (await (latest === undefined || latest === asked ? ask() : latest).end) > storeTime();
    },
  };
}
