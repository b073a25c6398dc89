import type { Clock } from '@rushhour/core';

/** Waits so many milliseconds; rejects with the reason of a signal that aborts meanwhile. */
export async function wait(durationMs: number, { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const abort = () => {
      timer.cancel();
      reject(signal.reason);
    };
    const timer = clock.setTimer(durationMs, () => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
    signal.addEventListener('abort', abort, { once: true });
  });
}
