import { accessSync, constants, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { RushhourError, type RunSummary } from '@rushhour/core';
import type { Host } from './host.ts';

/** Writes the JSON summary where `--summary` says, synchronously. */
export type WriteSummary = (summary: RunSummary) => void;

/**
 * Checks before the run that the summary can be written to a file (or `-`, standard output), and returns what writes it.
 * @throws RushhourError `option_invalid` when the folder is not there or is not writable.
 */
export function prepareSummaryFile(target: string, host: Host): WriteSummary {
  const json = (summary: RunSummary) => `${JSON.stringify(summary, undefined, 2)}\n`;
  if (target === '-') return (summary) => host.stdout.write(json(summary));
  const path = resolve(host.cwd, target);
  checkWritable('--summary', target, path);
  return (summary) => {
    if (!isPlainFile(path)) {
      writeFileSync(path, json(summary));
      return;
    }
    // Whoever watches the file sees all of it or nothing.
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, json(summary));
    renameSync(temporary, path);
  };
}

/** Checks that a file can be made or overwritten. */
export function checkWritable(option: string, target: string, path: string): void {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) throw new Error('it is a folder');
    accessSync(stats === undefined ? dirname(path) : path, constants.W_OK);
  } catch (cause) {
    throw new RushhourError('option_invalid', {
      message: `The option ${option} names "${target}", which cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Name a file in a folder that exists and may be written to.',
      cause,
    });
  }
}

function isPlainFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() !== false;
}
