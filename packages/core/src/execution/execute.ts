import type { Execution } from './execution.ts';

/** Plays one action. It never throws: what happened is in the execution when its `onSettled` is called, exactly once, in this turn or a later one. */
export type Execute = (execution: Execution) => void;

/**
 * One concern of every action, around the rest: `start` on the way in, `end` on the way out, in reverse order. An `end` is called exactly when
 * its `start` was reached. Hooks and not wrapping functions, because a closure or a promise per layer would cost a tenth of a request.
 */
export interface Interceptor {
  /** May end the execution (`fail`): then nothing further in is reached. */
  start?(execution: Execution): void;
  end?(execution: Execution): void;
}

/** Puts interceptors around a handler call; the first is the outermost. */
export function composeExecute(call: Execute, interceptors: readonly Interceptor[]): Execute {
  const leave = (execution: Execution) => {
    for (let layer = execution.depth - 1; layer >= 0; layer -= 1) interceptors[layer]?.end?.(execution);
    execution.depth = 0;
  };
  return (execution) => {
    execution.leave = leave;
    for (const interceptor of interceptors) {
      execution.depth += 1;
      interceptor.start?.(execution);
      if (execution.outcome !== undefined) return;
    }
    call(execution);
  };
}
