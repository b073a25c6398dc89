import type { ObjectAddress } from '../client/s3-client.ts';
import { forEachOf } from '../service/for-each-of.ts';
import { untilAborted } from '../service/until-aborted.ts';
import type { ObjectTarget } from '../targets/object-target.ts';
import { depthOf, leaseKey } from './control-keys.ts';
import { writeMarks } from './object-marks.ts';
import type { StoreAccess } from './store-access.ts';

/**
 * Says in each place of the plan a run uploads to that the run goes on: an object whose expiry is put off again and again. However many
 * folders are uploaded to, there are no more of them than places, and one for each bucket that no place lies in.
 */
export interface Leases {
  /**
   * A folder is uploaded to; when its place is new, says so there.
   *
   * @param until - in milliseconds since 1970 of the clock of this process
   * @param word - one that no other process has: several may play one run, and each says so for itself
   * @returns how many folders deep the place is
   */
  cover(target: ObjectTarget, lease: { readonly until: number; readonly word: string }): Promise<number>;
  /** Puts the expiry off everywhere. */
  renew(until: number, access: StoreAccess): Promise<void>;
  /** Takes everything back that was said. */
  release(access: StoreAccess): Promise<void>;
}

interface Lease extends ObjectAddress {
  isWritten: boolean;
  /** In a bucket that keeps versions: those that are there, the latest last. */
  readonly versions: string[];
  /** Settles when it was first written; undefined when that failed. */
  begun: Promise<void> | undefined;
  /** Settles when nothing is written: two at the same time would leave a version that nobody knows. */
  last: Promise<void>;
}

const atOnce = 8;

/**
 * Makes the {@link Leases} of a run; new places are told with the access of the service itself.
 *
 * @param places - those of the plan
 */
export function createLeases(
  run: string,
  { places, own }: { readonly places: readonly ObjectTarget[]; readonly own: StoreAccess },
): Leases {
  const leases = new Map<string, Lease>();
  const named = new Set(places.map(nameOf));

  /** The innermost place that holds a folder; what the plan did not name yet lies in the bucket. */
  const placeFor = ({ bucket, prefix }: ObjectTarget): ObjectTarget => {
    let at = prefix;
    while (at !== '' && !named.has(nameOf({ bucket, prefix: at }))) at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
    return { bucket, prefix: at };
  };

  const inTurn = (lease: Lease, { call: { signal } }: StoreAccess, work: () => Promise<void>): Promise<void> => {
    const turn = lease.last.then(work);
    lease.last = turn.catch(() => undefined);
    return signal === undefined ? turn : untilAborted(turn, signal);
  };

  const removeVersion = async ({ bucket, key, versions }: Lease, { client, call, retried }: StoreAccess) => {
    const [versionId] = versions;
    await retried(() => client.remove({ bucket, key, ...(versionId !== undefined && { versionId }) }, call));
    versions.shift();
  };

  const write = async (lease: Lease, until: number, access: StoreAccess) => {
    const { bucket, key, versions } = lease;
    const { client, call, retried } = access;
    const metadata = writeMarks({ run, owner: '', expires: until + client.clockOffsetMs });
    const content = { body: new Uint8Array(), type: 'application/octet-stream', metadata };
    const { versionId } = await retried(() => client.put({ bucket, key }, content, call));
    lease.isWritten = true;
    if (versionId !== undefined && versionId !== versions.at(-1)) versions.push(versionId);
    while (versions.length > 1) await removeVersion(lease, access);
  };

  const begin = (lease: Lease, until: number) => {
    const begun = inTurn(lease, own, () => write(lease, until, own));
    // The next upload tries again.
    begun.catch(() => (lease.begun = undefined));
    return begun;
  };

  return {
    async cover(target, { until, word }) {
      const place = placeFor(target);
      const { bucket, prefix } = place;
      const name = nameOf(place);
      let lease = leases.get(name);
      if (lease === undefined) {
        const key = leaseKey(prefix, run, word);
        lease = { bucket, key, isWritten: false, versions: [], begun: undefined, last: Promise.resolve() };
        leases.set(name, lease);
      }
      await (lease.begun ??= begin(lease, until));
      return depthOf(prefix);
    },
    renew: (until, access) => forEachOf(leases.values(), atOnce, (lease) => inTurn(lease, access, () => write(lease, until, access))),
    release: (access) =>
      forEachOf(leases.values(), atOnce, (lease) =>
        inTurn(lease, access, async () => {
          while (lease.isWritten) {
            await removeVersion(lease, access);
            lease.isWritten = lease.versions.length > 0;
          }
        }),
      ),
  };
}

const nameOf = ({ bucket, prefix }: ObjectTarget) => `${bucket}/${prefix}`;
