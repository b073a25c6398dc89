import { RushhourError, type RushhourErrorOptions } from '../errors/rushhour-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';

/** An error about one parameter of an instruction, so that the message can point at where it is written. */
export class InputRefusal extends RushhourError {
  /** Dotted path of the parameter, empty for all of them. */
  readonly path: string;

  constructor(code: ErrorCode, { path, ...options }: RushhourErrorOptions & { readonly path: string }) {
    super(code, options);
    this.path = path;
  }
}
