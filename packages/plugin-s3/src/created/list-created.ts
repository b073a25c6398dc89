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

/** Asks once for the leases of each run in each place. */
function createLeaseReader({ client, call, retried }: StoreAccess) {
  const known = new Map<string, Promise<number>>();

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
    async isLive({ bucket, key }: StoredVersion, { run, depth }: ObjectMarks, storeTime: number): Promise<boolean> {
      if (depth === undefined) return false;
      const prefix = leaseKey(placeOf(key, depth), run);
      const name = markerOf({ bucket, key: prefix });
      let end = known.get(name);
      if (end === undefined) known.set(name, (end = readEnd(bucket, prefix, run)));
      return (await end) > storeTime;
    },
  };
}
