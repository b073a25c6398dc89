import { isRushhourError, type ErrorCode } from '@rushhour/core';
import { exitCode } from './exit-code.ts';

/** An error as the command shows it, and what it exits with. */
export interface DescribedError {
  readonly text: string;
  readonly code: number;
}

/** Errors that are no fault of the input. */
const internalCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['internal', 'run_state']);

/** Says what happened and what to do next. */
export function describeError(error: unknown): DescribedError {
  if (isRushhourError(error)) {
    const text = isListOfProblems(error.message) ? error.message : `error: ${error.message}\n  ${error.hint}`;
    return {
      text,
      code: internalCodes.has(error.code) ? exitCode.internal : exitCode.invalid,
    };
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `error: something went wrong inside rushhour; please report it.\n${what}`, code: exitCode.internal };
}

/** Problems carry their places and hints themselves. */
function isListOfProblems(message: string): boolean {
  return /^[^\n]+:\d+:\d+: /.test(message);
}
