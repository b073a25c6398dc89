import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { systemClock } from '@rushhour/core';
import type { Host } from '../host.ts';
import { openRotatingFile } from '../rotating-file.ts';
import { checkWritable } from '../summary-file.ts';

/** A log of a run on disk. */
export interface RunLog {
  /** Appends text with the time, without colours, a line at a time. */
  write(text: string): void;
  close(): void;
}

/** Where a log is, and its bounds. */
export interface RunLogOptions {
  readonly target: string;
  readonly size: number;
  readonly keep: number;
  /** Says something beside the log. */
  readonly say: (line: string) => void;
}

/**
 * Opens the log of a run. A log that cannot be written while the run lasts is told once; the traffic goes on.
 *
 * @throws RushhourError `option_invalid` when it cannot be written from the start
 */
export function openRunLog(host: Host, { target, size, keep, say }: RunLogOptions): RunLog {
  const path = resolve(host.cwd, target);
  checkWritable('--log', target, path);
  const file = openRotatingFile(path, {
    size,
    keep,
    onError: (error) =>
      say(`The log "${target}" cannot be written: ${error instanceof Error ? error.message : String(error)}. The run goes on.`),
  });
  return {
    write(text) {
      const time = new Date(systemClock.wallTime()).toISOString();
      for (const line of stripVTControlCharacters(text).split('\n')) if (line.trim() !== '') file.write(`${time} ${line}`);
    },
    close: () => file.close(),
  };
}
