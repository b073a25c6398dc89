import type { Dispatcher } from 'undici';

/** The controller of one request in memory. Exactly one of `complete`, `fail` and `abort` takes effect. */
export interface MemoryController extends Dispatcher.DispatchController {
  /** Whether the handler was told the end. */
  readonly isOver: boolean;
  complete(): void;
  fail(error: Error): void;
  /** Calls back at the end; says whether the answer was complete. */
  onEnd(listener: (isComplete: boolean) => void): void;
  /** Resolves as soon as the handler takes data, or at the end. */
  resumed(): Promise<void>;
}

/** Makes the controller of one request. */
export function createMemoryController(
  handler: Dispatcher.DispatchHandler,
  forget: (controller: MemoryController) => void,
): MemoryController {
  const listeners: ((isComplete: boolean) => void)[] = [];
  let paused = false;
  let isOver = false;
  let reason: Error | null = null;
  let wake: () => void = () => undefined;

  const end = (error: Error | undefined): void => {
    if (isOver) return;
    isOver = true;
    forget(controller);
    for (const listener of listeners) listener(error === undefined);
    if (error === undefined) handler.onResponseEnd?.(controller, {});
    else handler.onResponseError?.(controller, error);
    wake();
  };

  const controller: MemoryController = {
    get aborted() {
      return reason !== null;
    },
    get paused() {
      return paused;
    },
    get reason() {
      return reason;
    },
    get isOver() {
      return isOver;
    },
    rawHeaders: null,
    rawTrailers: null,
    abort(error) {
      if (isOver) return;
      reason = error;
      end(error);
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      wake();
    },
    complete: () => end(undefined),
    fail: (error) => end(error),
    onEnd: (listener) => void listeners.push(listener),
    resumed: () =>
      paused && !isOver
        ? new Promise((resolve) => {
            wake = resolve;
          })
        : Promise.resolve(),
  };
  return controller;
}
