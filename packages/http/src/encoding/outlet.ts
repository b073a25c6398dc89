import { RushhourError } from '@rushhour/core';
import type { Stage } from './stage.ts';

/** What the end of a chain is told, and whom it calls back. */
export interface OutletOptions {
  /** Largest decoded body in bytes; one byte more fails with `body_too_large` at once. */
  readonly maxBytes: number;
  /** Receives the decoded body piece by piece; the next piece waits for its promise. */
  readonly data: (chunk: Uint8Array) => void | Promise<void>;
  /** Everything was decoded and handed out. */
  readonly end: () => void;
}

/** Makes the last stage of a chain: counts, enforces the cap, and waits for the promise of a slow receiver. */
export function createOutlet({ maxBytes, data, end }: OutletOptions, fail: (error: unknown) => void): Stage {
  const waiting: Uint8Array[] = [];
  let total = 0;
  let isBusy = false;
  let isEnded = false;
  let isDestroyed = false;

  /** Hands one piece out; false when the receiver wants time. */
  const hand = (chunk: Uint8Array): boolean => {
    total += chunk.length;
    if (total > maxBytes) {
      fail(new RushhourError('body_too_large', { message: `The decoded body is larger than the limit of "${maxBytes}" bytes.` }));
      return false;
    }
    let taken: void | Promise<void>;
    try {
      taken = data(chunk);
    } catch (error) {
      fail(error);
      return false;
    }
    if (taken === undefined) return true;
    isBusy = true;
    taken.then(proceed, fail);
    return false;
  };

  const proceed = () => {
    isBusy = false;
    while (!isDestroyed && !isBusy) {
      const chunk = waiting.shift();
      if (chunk === undefined) break;
      hand(chunk);
    }
    if (isDestroyed || isBusy) return;
    if (isEnded) end();
    else stage.onDrain();
  };

  const stage: Stage = {
    onDrain: () => undefined,
    push(chunk) {
      if (isDestroyed) return false;
      // undici hands an empty piece over at every resume: passed on, it would pause and resume for ever.
      if (chunk.length === 0) return !isBusy;
      if (!isBusy) return hand(chunk);
      waiting.push(chunk);
      return false;
    },
    end() {
      isEnded = true;
      if (!isDestroyed && !isBusy) end();
    },
    destroy() {
      isDestroyed = true;
      waiting.length = 0;
    },
  };
  return stage;
}
