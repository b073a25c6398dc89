import { exitCode, signalExitCode, type StopSignal } from './exit-code.ts';

/** Something a signal can stop. */
export interface Stoppable {
  /** Begins a graceful stop and says so; returns at once. */
  stop(reason: string): void;
  /** Last words before the process exits: synchronous. */
  cut(): void;
  /** Reads what it plays again, at a SIGHUP; without it a SIGHUP stops it. */
  reload?(): void;
}

/** What signals and faults do to the command. */
export interface Interruptions {
  register(stoppable: Stoppable): () => void;
  /** `reason`: what stood for the signal. @default the signal */
  signal(signal: StopSignal, reason?: string): void;
  /** Something inside went wrong that nobody caught. */
  fault(): void;
}

/** How interruptions reach the process. */
export interface InterruptionOptions {
  readonly exit: (code: number) => void;
  /** Called at every fault, first. */
  readonly onFault: () => void;
  /** Milliseconds that never jump. */
  readonly now: () => number;
  /** Whether the terminal the command was started from has been closed. */
  readonly terminalIsGone: () => boolean;
}

/** How soon the same signal is an echo. */
const echoMs = 300;

/**
 * What happens when the process is told to stop, or to read its files again.
 *
 * | state    | event                       | next     | does                                    |
 * | -------- | --------------------------- | -------- | --------------------------------------- |
 * | idle     | signal                      | cut      | exits 129, 130 or 143 (nothing to stop) |
 * | idle     | fault                       | cut      | exits 70                                |
 * | running  | SIGHUP                      | running  | reloads, where there is what to reload  |
 * | running  | SIGHUP, the terminal closed | stopping | stops gracefully                        |
 * | running  | SIGINT, SIGTERM, fault      | stopping | stops gracefully                        |
 * | stopping | SIGHUP                      | stopping | nothing: the stop is under way          |
 * | stopping | SIGINT, SIGTERM             | cut      | last words, exits 130 or 143            |
 * | stopping | fault                       | stopping | nothing: the stop is under way          |
 *
 * After a fault the exit code is 70, whatever comes next but a second signal. SIGINT or SIGTERM again within 300 ms is an echo and no event:
 * a terminal tells its whole process group, and npm passes what it got on as well.
 */
export function createInterruptions({ exit, onFault, now, terminalIsGone }: InterruptionOptions): Interruptions {
  const registered = new Set<Stoppable>();
  const lastAt = new Map<StopSignal, number>();
  let stopping = false;

  const isEcho = (signal: StopSignal) => {
    const at = now();
    const before = lastAt.get(signal) ?? -Infinity;
    lastAt.set(signal, at);
    return at - before < echoMs;
  };

  const cut = (code: number) => {
    for (const stoppable of registered) {
      try {
        stoppable.cut();
      } catch {
        // Last words are worth trying, not worth staying for.
      }
    }
    exit(code);
  };

  const hangUp = () => {
    if (stopping) return;
    const reloadable = [...registered].filter((one) => one.reload !== undefined);
    if (reloadable.length > 0 && !terminalIsGone()) {
      for (const one of reloadable) one.reload?.();
      return;
    }
    stopping = true;
    for (const stoppable of registered) stoppable.stop('SIGHUP');
  };

  return {
    register(stoppable) {
      registered.add(stoppable);
      return () => {
        registered.delete(stoppable);
      };
    },
    signal(signal, reason = signal) {
      if (registered.size > 0 && signal === 'SIGHUP') {
        hangUp();
        return;
      }
      if (isEcho(signal)) return;
      if (stopping || registered.size === 0) {
        cut(signalExitCode[signal]);
        return;
      }
      stopping = true;
      for (const stoppable of registered) stoppable.stop(reason);
    },
    fault() {
      onFault();
      if (registered.size === 0) exit(exitCode.internal);
      else if (!stopping) {
        stopping = true;
        for (const stoppable of registered) stoppable.stop('an internal error');
      }
    },
  };
}
