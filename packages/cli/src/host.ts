import type { Stoppable } from './interruptions.ts';

/** A stream the command writes to; `process.stdout` is one. */
export interface OutputStream {
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
  write(text: string): unknown;
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
  /** Runs something synchronous when the process exits, however it does; returns what takes that back. */
  atExit(callback: () => void): () => void;
  /** What the process exits with when the command is done. @default 0 */
  setExitCode(code: number): void;
}
