import { loadScenarioFiles, type Problem, type Scenario, type SitePlugin } from '@rushhour/core';
import { resolve } from 'node:path';
import { lookFurther } from './look-further.ts';
import type { RunSettings } from './run-settings.ts';
import { withBase } from './with-base.ts';

/** What is held against scenario files. */
export interface FileCheck {
  readonly plugins: readonly SitePlugin[];
  readonly settings: Pick<RunSettings, 'allow' | 'base' | 'files'>;
  readonly cwd: string;
}

/** What was read, and everything that is wrong with it. */
export interface FileProblems {
  /** Those without a problem in their notation. */
  readonly scenarios: readonly Scenario[];
  readonly problems: readonly Problem[];
  /** What is wrong outside the files, as text; empty for nothing. */
  readonly error: string;
}

/** Finds every problem of scenario files: of their notation, and of what the instructions that can be read ask for. Sends nothing. */
export async function findFileProblems(paths: readonly string[], { plugins, settings, cwd }: FileCheck): Promise<FileProblems> {
  const { allow, base, files } = settings;
  const { scenarios, drafts, problems: misread } = await loadScenarioFiles(paths);
  const { problems: misused, error } = await lookFurther({
    scenarios: withBase([...scenarios, ...drafts], base),
    plugins,
    ...(allow !== undefined && { allow }),
    ...(files !== undefined && { files: resolve(cwd, files) }),
  });
  // What could not be read is not to be told once more as what cannot be played.
  const told = new Set(misread.map(placeOf));
  return { scenarios, problems: [...misread, ...misused.filter((problem) => !told.has(placeOf(problem)))], error };
}

function placeOf({ position: { file, line, column } }: Problem): string {
  return `${file}:${line}:${column}`;
}
