import type { Clock, CreatedThing } from '@rushhour/core';
import { eachOf } from '../service/each-of.ts';
import { markerOf } from '../targets/marker.ts';
import type { ObjectTarget } from '../targets/object-target.ts';
import { controlKind, leaseKey, placeOf } from './control-keys.ts';
import { readMarks, type ObjectMarks } from './object-marks.ts';
import type { StoreAccess } from './store-access.ts';
import { storedVersions, type StoredVersion } from './stored-versions.ts';

/** What the search is done with. */
export interface ListingContext extends StoreAccess {
  readonly clock: Clock;
  readonly run: string;
  readonly minimumAgeMs: number;
}

const atOnce = 8;

/**
 * Finds what any run has made in a place: objects that say so in their metadata, uploads in parts that were announced and not ended, and the
 * leases of runs that are over. Only what is old enough to be due is looked at.
 */
export async function* listCreated(place: ObjectTarget, context: ListingContext): AsyncGenerator<CreatedThing> {
  const { client, clock, call, minimumAgeMs } = context;
  const leases = createLeaseReader(context);
  const storeTime = () => clock.wallTime() + client.clockOffsetMs;

  const look = async (stored: StoredVersion): Promise<CreatedThing | undefined> => {
    const kind = controlKind(stored.key);
    if (kind === undefined && stored.lastModified + minimumAgeMs > storeTime()) return undefined;
    const head = await context.retried(() => client.head(stored, call));
    const marks = head && readMarks(head);
    if (marks === undefined) return undefined;
    const isLive = marks.run === context.run || (await leases.isLive(stored, marks, storeTime()));
    if (kind === 'lease' && !isOver(marks, storeTime())) return undefined;
    const thing = { ...thingOf(marks, client.clockOffsetMs), bytes: stored.size, isLive };
    const isIntent = kind === 'intent' && marks.key !== undefined && stored.versionId === undefined;
    return { ...thing, marker: markerOf(stored), ...(isIntent && { isUnfinished: true }) };
  };

  for await (const thing of eachOf(storedVersions(place, context), atOnce, look)) if (thing !== undefined) yield thing;
}

function thingOf({ run, owner, expires }: ObjectMarks, offsetMs: number): Omit<CreatedThing, 'marker'> {
  return { run, owner, expiresAt: expires === undefined ? undefined : expires - offsetMs };
}

const isOver = ({ expires }: ObjectMarks, storeTime: number) => expires !== undefined && expires <= storeTime;

/** Asks each lease once. */
function createLeaseReader({ client, call, retried }: StoreAccess) {
  const known = new Map<string, Promise<ObjectMarks | undefined>>();
  return {
    async isLive({ bucket, key }: StoredVersion, { run, depth }: ObjectMarks, storeTime: number): Promise<boolean> {
      if (depth === undefined) return false;
      const address = { bucket, key: leaseKey(placeOf(key, depth), run) };
      const name = markerOf(address);
      let lease = known.get(name);
      if (lease === undefined) known.set(name, (lease = retried(() => client.head(address, call)).then((head) => head && readMarks(head))));
      const marks = await lease;
      return marks?.run === run && !isOver(marks, storeTime);
    },
  };
}
