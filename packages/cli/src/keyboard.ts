import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Calls back at every key while something listens to them; returns what ends that, and gives the terminal back. */
export type ListenToKeys = (onKey: (key: string) => void) => () => void;

/** The part of `process.stdin` a keyboard needs. */
export type KeyboardInput = Pick<NodeJS.ReadStream, 'isTTY' | 'on' | 'off' | 'resume' | 'pause' | 'setRawMode'>;

/** What the command does with the process for keys that a terminal in raw mode no longer turns into signals. */
export interface KeyboardSignals {
  /** Ctrl+C. */
  interrupt(): void;
  /** `q`. */
  quit(): void;
  /** Ctrl+Z: stops the process until it is continued. */
  suspend(): void;
  /** Calls back when the process was continued; returns what ends that. */
  onContinued(callback: () => void): () => void;
  /** Whether this process may read from its terminal now. */
  isForeground(): boolean;
}

const controlC = '\u0003';
const controlZ = '\u001a';

/**
 * Makes what reads single keys off a terminal; undefined when there is no terminal, or another process has it: setting the mode of a
 * terminal from the background would stop the process.
 */
export function createKeyboard(input: KeyboardInput, signals: KeyboardSignals): ListenToKeys | undefined {
  if (!input.isTTY || !signals.isForeground()) return undefined;
  return (onKey) => {
    const take = () => {
      if (!signals.isForeground()) return;
      input.setRawMode(true);
      input.resume();
    };
    const give = () => {
      input.pause();
      if (signals.isForeground()) input.setRawMode(false);
    };
    const onData = (data: Buffer) => {
      for (const key of data.toString('latin1')) {
        if (key === controlC) signals.interrupt();
        else if (key === 'q') signals.quit();
        else if (key === controlZ) {
          give();
          signals.suspend();
        } else onKey(key);
      }
    };
    input.on('data', onData);
    const release = signals.onContinued(take);
    take();
    let listening = true;
    return () => {
      if (!listening) return;
      listening = false;
      release();
      input.off('data', onData);
      give();
    };
  };
}

/** Whether a process is in the foreground of its terminal; a process nobody can tell about is. */
export function isForeground(pid: number): boolean {
  try {
    // Fields after the name, which may hold spaces: state, parent, group, session, terminal, the group in its foreground.
    const [, , group, , , foreground] = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return group === foreground;
  } catch {
    return askForState(pid);
  }
}

/** On systems without `/proc`. */
function askForState(pid: number): boolean {
  try {
    return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).includes('+');
  } catch {
    return true;
  }
}
