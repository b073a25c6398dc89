import { RushhourError } from '../errors/rushhour-error.ts';
import { formatProblems, type Problem } from './problem.ts';

/** The error for problems in the input: `input_invalid` (`not_built` when that is all there is), all of them in its message. */
export function inputError(problems: readonly Problem[]): RushhourError {
  const code = problems.length > 0 && problems.every((problem) => problem.code === 'not_built') ? 'not_built' : 'input_invalid';
  return new RushhourError(code, { message: formatProblems(problems) });
}
