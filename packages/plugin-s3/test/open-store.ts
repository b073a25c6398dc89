import { openLoopbackStore, type LoopbackStore, type LoopbackStoreOptions } from '@rushhour/testkit';
import { onTestFinished } from 'vitest';

/** Opens a store on loopback until the test is over, with a bucket `office`. */
export async function openStore(options: LoopbackStoreOptions = {}): Promise<LoopbackStore> {
  const store = await openLoopbackStore({ buckets: ['office'], ...options });
  onTestFinished(() => store.close());
  return store;
}
