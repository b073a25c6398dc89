import { RushhourError, type RushhourErrorOptions } from '../errors/rushhour-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';

/** An error about one parameter of an instruction, so that the message can point at where it is written. */
export class InputRefusal extends RushhourError {
  /** Dotted path of the parameter, empty for all of them. */
  readonly path: string;
  /** Whether it is about nothing but examples, which stand for values that are known only when the action is played. */
  readonly isGuess: boolean;

  constructor(
    code: ErrorCode,
    { path, isGuess = false, ...options }: RushhourErrorOptions & { readonly path: string; readonly isGuess?: boolean },
  ) {
    super(code, options);
    this.path = path;
    this.isGuess = isGuess;
  }
}

/** Stands for the target where the path of a parameter is asked for; no parameter is called that. */
export const targetPath = ' target';
