import type { Execution } from './execution.ts';

/**
 * Plays one action. It never throws: what happened is in the execution when `settled` is called, exactly once, in this turn or a later one.
 * A callback and not a promise, because every layer of promises would cost a tenth of a request.
 */
export type Execute = (execution: Execution, settled: (execution: Execution) => void) => void;

/** One concern of every action, around the rest. */
export type Interceptor = (next: Execute) => Execute;

/** Puts interceptors around a handler call; the first is the outermost. */
export function composeExecute(call: Execute, interceptors: readonly Interceptor[]): Execute {
  return interceptors.reduceRight((next, wrap) => wrap(next), call);
}
