import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** A log on disk that never grows beyond its bounds. */
export interface RotatingFile {
  /** Appends a line; it is on disk when this returns. */
  write(line: string): void;
  close(): void;
}

/** The bounds of a log. */
export interface RotatingFileOptions {
  /** How many bytes a file holds before the next one is begun. */
  readonly size: number;
  /** How many files there are at most: `FILE`, `FILE.1` (the one before), and so on. */
  readonly keep: number;
  /** Hears once that the log could not be written; later lines are tried again. */
  readonly onError: (error: unknown) => void;
}

/** Opens a log to append to. Lines are few and written synchronously: the last one is on disk however the process ends. */
export function openRotatingFile(path: string, { size, keep, onError }: RotatingFileOptions): RotatingFile {
  let descriptor: number | undefined;
  let length = 0;
  let told = false;

  const close = () => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };
  const open = () => {
    descriptor = openSync(path, 'a', 0o600);
    const stats = fstatSync(descriptor);
    // A device or a pipe has no length and is never rotated.
    length = stats.isFile() ? stats.size : -Infinity;
    return descriptor;
  };
  const rotate = () => {
    close();
    const name = (number: number) => (number === 0 ? path : `${path}.${number}`);
    rmSync(name(keep - 1), { force: true });
    for (let number = keep - 2; number >= 0; number -= 1) {
      try {
        renameSync(name(number), name(number + 1));
      } catch (error) {
        // Earlier files may be missing.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
    }
  };

  return {
    write(line) {
      const bytes = Buffer.from(`${line}\n`);
      try {
        let target = descriptor ?? open();
        if (length > 0 && length + bytes.length > size) {
          rotate();
          target = open();
        }
        for (let written = 0; written < bytes.length;) written += writeSync(target, bytes, written);
        length += bytes.length;
      } catch (error) {
        if (!told) onError(error);
        told = true;
        try {
          close();
        } catch {
          // It is let go either way.
          descriptor = undefined;
        }
      }
    },
    close,
  };
}
