import { formatProblems, type Problem } from '@rushhour/core';
import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { formatPlural } from '../text/format.ts';

/** Writes problems on standard error and how many there are; returns the exit code. */
export function reportProblems(problems: readonly Problem[], host: Host): number {
  if (problems.length === 0) return exitCode.ok;
  host.stderr.write(`${formatProblems(problems)}\n\n${formatPlural(problems.length, 'problem')}\n`);
  return exitCode.invalid;
}
