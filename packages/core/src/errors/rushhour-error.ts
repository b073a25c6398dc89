import { catalogue, type ErrorCode } from './catalogue.ts';

/** What a {@link RushhourError} is made of, beside its code. */
export interface RushhourErrorOptions {
  /** What happened, in one sentence, with the offending value in quotes. @default the catalogue's sentence */
  readonly message?: string;
  /** What to do next. @default the catalogue's hint */
  readonly hint?: string;
  /** The `error.type` reported for it, where it is finer than the code (`http_404`). @default the code */
  readonly type?: string;
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/**
 * The one error class of rushhour. Match it by `code`, never by `instanceof`: two copies of a package
 * may live in one process, and codes are permanent.
 *
 * @example
 * ```ts
 * try {
 *   await runner.run();
 * } catch (error) {
 *   if (isRushhourError(error) && error.code === 'scope_empty') console.error(error.hint);
 * }
 * ```
 */
export class RushhourError extends Error {
  override readonly name = 'RushhourError';
  /** One of the codes of the catalogue, see `docs/errors.md`. */
  readonly code: ErrorCode;
  /** What to do next. */
  readonly hint: string;
  /** What statistics and telemetry call it; the code unless something finer is known. */
  readonly type: string;

  constructor(code: ErrorCode, options: RushhourErrorOptions = {}) {
    super(options.message ?? catalogue[code].message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? catalogue[code].hint;
    this.type = options.type ?? code;
  }
}

/**
 * Whether something thrown is a {@link RushhourError} of this or any other copy of the package. The code of a newer copy may be one this
 * copy does not know.
 */
export function isRushhourError(error: unknown): error is RushhourError {
  return error instanceof Error && error.name === 'RushhourError' && 'code' in error && typeof error.code === 'string';
}
