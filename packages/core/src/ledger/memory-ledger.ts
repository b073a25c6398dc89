import type { Ledger, LedgerOwner } from './ledger.ts';
import type { Intention } from '../plugin/action-ledger.ts';

/** A ledger that counts in memory and forgets with the process. */
export function createMemoryLedger(): Ledger {
  let made = 0;
  return {
    async intend(_owner: LedgerOwner, _intention: Intention) {
      // Counted from the start: until it is known to be absent it may have been made.
      let open = true;
      made += 1;
      const close = () => {
        const wasOpen = open;
        open = false;
        return wasOpen;
      };
      return {
        created() {
          close();
        },
        absent() {
          if (close()) made -= 1;
        },
      };
    },
    counts: () => ({ made, removed: 0, left: made }),
  };
}
