/** What the command's exit codes mean; `docs/` and scripts rely on them. */
export const exitCode = {
  /** The run ended as asked. */
  ok: 0,
  /** Usage, scenario, plan or plugin: nothing was sent. */
  invalid: 2,
  /** A threshold was not met. */
  threshold: 3,
  /** Something went wrong inside rushhour. */
  internal: 70,
} as const;

/** A signal the command stops at. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The exit code when a second signal cut the stop short: 128 and the number of the signal, as shells have it. */
export const signalExitCode: Readonly<Record<StopSignal, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
