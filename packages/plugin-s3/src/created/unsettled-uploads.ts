import { forEachOf } from '../service/for-each-of.ts';
import type { StoreAccess } from './store-access.ts';
import { settleIntent, type UploadIntent } from './upload-intent.ts';

/** Uploads in parts of this process that failed, and whose abort the store has not confirmed yet. */
export interface UnsettledUploads {
  /** Keeps one to be settled later. */
  add(intent: UploadIntent): void;
  /** Tries all once more. */
  settle(access: StoreAccess): Promise<void>;
}

const atOnce = 8;
/** Beyond that many the target is left to tell: the intents are there. */
const mostKept = 1000;

/** Makes room for {@link UnsettledUploads}. */
export function createUnsettledUploads(): UnsettledUploads {
  const kept = new Set<UploadIntent>();
  return {
    add(intent) {
      if (kept.size < mostKept) kept.add(intent);
    },
    settle: (access) =>
      forEachOf([...kept], atOnce, async (intent) => {
        if (await settleIntent(intent, access)) kept.delete(intent);
      }),
  };
}
