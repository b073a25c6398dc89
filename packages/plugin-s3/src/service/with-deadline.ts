import { RushhourError, type Clock } from '@rushhour/core';

/** Gives work a signal of its own that ends after a time: for what must still be done when the action was cut. */
export async function withDeadline<Value>(
  { clock, durationMs }: { readonly clock: Clock; readonly durationMs: number },
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const timer = clock.setTimer(durationMs, () => controller.abort(new RushhourError('timeout')));
  try {
    return await work(controller.signal);
  } finally {
    timer.cancel();
  }
}
