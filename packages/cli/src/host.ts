import type { RunSummary, ScenarioRunnerOptions } from '@rushhour/core';
import type { Stoppable } from './interruptions.ts';
import type { ListenToKeys } from './keyboard.ts';

/** A stream the command writes to; `process.stdout` is one. */
export interface OutputStream {
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
  /** Calls back when the text is out, or could not be written. */
  write(text: string, written?: (error?: Error | null) => void): unknown;
}

/** Everything a command may touch of the process it runs in. `bin.ts` makes the real one. */
export interface Host {
  /** For results. */
  readonly stdout: OutputStream;
  /** For the view and the logs. */
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The words of the command line, the command first. */
  readonly args: readonly string[];
  /** The working directory. */
  readonly cwd: string;
  /** How a person starts the command, for commands to copy. */
  readonly commandName: string;
  /** Says what a signal stops; returns what takes that back. */
  interruptible(stoppable: Stoppable): () => void;
  /** Reads keys off the terminal; undefined when there is none to read from. */
  keys(): ListenToKeys | undefined;
  /** Runs something synchronous when the process exits, however it does; returns what takes that back. */
  atExit(callback: () => void): () => void;
  /** Plays a run instead of showing it here: set where the command line is read in a worker thread. */
  readonly playInstead?: (run: ScenarioRunnerOptions) => Promise<RunSummary>;
  /** What the process exits with when the command is done. @default 0 */
  setExitCode(code: number): void;
}
