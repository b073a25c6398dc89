import type { ObjectAddress } from '../client/s3-client.ts';
import { forEachOf } from '../service/for-each-of.ts';
import type { ObjectTarget } from '../targets/object-target.ts';
import { leaseKey } from './control-keys.ts';
import { writeMarks } from './object-marks.ts';
import type { StoreAccess } from './store-access.ts';

/** Says in each place a run uploads to that the run goes on: an object whose expiry is put off again and again. */
export interface Leases {
  /**
   * A place is uploaded to; when it is new, says so there.
   *
   * @param until - in milliseconds since 1970 of the clock of this process
   * @param word - one that no other process has: several may play one run, and each says so for itself
   */
  cover(place: ObjectTarget, lease: { readonly until: number; readonly word: string }): Promise<void>;
  /** Puts the expiry off everywhere. */
  renew(until: number, access: StoreAccess): Promise<void>;
  /** Takes everything back that was said. */
  release(access: StoreAccess): Promise<void>;
}

interface Lease extends ObjectAddress {
  /** In a bucket that keeps versions: the last one, so that none is left behind. */
  versionId: string | undefined;
  isWritten: boolean;
  /** Settles when it was first written. */
  begun: Promise<void>;
}

const atOnce = 8;

/** Makes the {@link Leases} of a run; new places are told with the access of the service itself. */
export function createLeases(run: string, own: StoreAccess): Leases {
  const leases = new Map<string, Lease>();

  const write = async (lease: Lease, until: number, { client, call, retried }: StoreAccess) => {
    const { bucket, key, versionId: before } = lease;
    const metadata = writeMarks({ run, owner: '', expires: until + client.clockOffsetMs });
    const content = { body: new Uint8Array(), type: 'application/octet-stream', metadata };
    const { versionId } = await retried(() => client.put({ bucket, key }, content, call));
    lease.isWritten = true;
    lease.versionId = versionId;
    if (before !== undefined && before !== versionId) await retried(() => client.remove({ bucket, key, versionId: before }, call));
  };

  return {
    cover({ bucket, prefix }, { until, word }) {
      const name = `${bucket}/${prefix}`;
      const known = leases.get(name);
      if (known !== undefined) return known.begun;
      const lease: Lease = { bucket, key: leaseKey(prefix, run, word), versionId: undefined, isWritten: false, begun: Promise.resolve() };
      leases.set(name, lease);
      lease.begun = write(lease, until, own);
      // The next upload tries again.
      lease.begun.catch(() => leases.delete(name));
      return lease.begun;
    },
    renew: (until, access) => forEachOf(leases.values(), atOnce, (lease) => write(lease, until, access)),
    release: (access) =>
      forEachOf(leases.values(), atOnce, async (lease) => {
        const { bucket, key, versionId, isWritten } = lease;
        const version = { bucket, key, ...(versionId !== undefined && { versionId }) };
        if (isWritten) await access.retried(() => access.client.remove(version, access.call));
        lease.isWritten = false;
      }),
  };
}
