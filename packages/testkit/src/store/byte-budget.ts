import { StoreError } from './store-error.ts';

/** How many bytes the store may hold. */
export interface ByteBudget {
  held(): number;
  left(): number;
  /** @throws StoreError `InsufficientStorage` */
  take(bytes: number): void;
  give(bytes: number): void;
}

/** Makes a budget of so many bytes. */
export function createByteBudget(maxBytes: number): ByteBudget {
  let held = 0;
  return {
    held: () => held,
    left: () => maxBytes - held,
    take(bytes) {
      if (held + bytes > maxBytes) throw new StoreError('InsufficientStorage');
      held += bytes;
    },
    give(bytes) {
      held -= bytes;
    },
  };
}
