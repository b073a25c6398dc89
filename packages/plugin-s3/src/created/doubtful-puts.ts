import type { ObjectAddress } from '../client/s3-client.ts';
import { forEachOf } from '../service/for-each-of.ts';
import type { StoreAccess } from './store-access.ts';

/** A put whose end nobody knows: its answer did not come, or was an error of the store. */
export interface DoubtfulPut {
  readonly object: ObjectAddress;
  /** Told when nothing lies there. */
  readonly onAbsent: () => void;
}

/** Puts of this process that may have stored their object or not: they are looked for, so that the books are right. */
export interface DoubtfulPuts {
  add(put: DoubtfulPut): void;
  /** Looks for all of them; what is there stays on record. */
  settle(access: StoreAccess): Promise<void>;
}

const atOnce = 8;
/** Beyond that many they stay in doubt until they are due. */
const mostKept = 1000;

/** Makes room for {@link DoubtfulPuts}. */
export function createDoubtfulPuts(): DoubtfulPuts {
  const kept = new Set<DoubtfulPut>();
  return {
    add(put) {
      if (kept.size < mostKept) kept.add(put);
    },
    settle: ({ client, call, retried }) =>
      forEachOf([...kept], atOnce, async (put) => {
        const head = await retried(() => client.head(put.object, call));
        kept.delete(put);
        if (head === undefined) put.onAbsent();
      }),
  };
}
