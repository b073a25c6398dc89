import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RushhourError } from '@rushhour/core';
import type { DemoFile } from './demo-scenarios.ts';

/** Where the files of the demo are. */
export interface DemoFolder {
  readonly path: string;
  /** Removes what was made for this run only; what was asked to be saved stays. */
  remove(): void;
}

/** Writes the files of the demo to a folder: the one to save them in, or a temporary one. */
export function writeDemoFolder(
  files: readonly DemoFile[],
  { save, cwd }: { readonly save?: string | undefined; readonly cwd: string },
): DemoFolder {
  const path = save === undefined ? mkdtempSync(join(tmpdir(), 'rushhour-demo-')) : resolve(cwd, save);
  const remove = () => {
    if (save === undefined) rmSync(path, { recursive: true, force: true });
  };
  try {
    mkdirSync(path, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(path, name), text);
  } catch (cause) {
    remove();
    throw new RushhourError('option_invalid', {
      message: `The files of the demo cannot be written to "${path}": ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Choose another folder with --save.',
      cause,
    });
  }
  return { path, remove };
}
