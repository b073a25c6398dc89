import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a command ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command is started in. */
export interface CommandOptions {
  readonly cwd?: string | undefined;
  /** Beside `PATH` and `HOME`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A command under way in a process of its own. */
export interface StartedCommand {
  readonly done: Promise<CommandResult>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when standard error has said this. */
  said(text: string): Promise<void>;
  /** Closes our end of both pipes, as a reader that goes away does. */
  hangUp(): void;
}

const bin = fileURLToPath(new URL('../src/bin.ts', import.meta.url));

/** Starts the command from its source, as a user would. */
export function startCommand(args: readonly string[], { cwd, env = {} }: CommandOptions = {}): StartedCommand {
  const child = spawn(process.execPath, ['--conditions=@rushhour/source', bin, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let listeners: (() => void)[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  const done = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    done,
    kill: (signal) => child.kill(signal),
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!stderr.includes(text)) return;
          listeners = listeners.filter((listener) => listener !== look);
          resolve();
        };
        listeners.push(look);
        look();
        void done.then(() => reject(new Error(`The command ended without saying "${text}":\n${stderr}`)));
      }),
    hangUp() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}

/** Runs the command to its end. */
export function runCommand(args: readonly string[], options?: CommandOptions): Promise<CommandResult> {
  return startCommand(args, options).done;
}
