import { RushhourError } from '../errors/rushhour-error.ts';

/** What a plugin gets that asks for HTTP in a run without it. */
export function noHttpClient(plugin: string): RushhourError {
  return new RushhourError('option_invalid', {
    message: `Plugin "${plugin}" needs HTTP, but the runner was given none.`,
    hint: 'Pass `http: createHttp()` of `@rushhour/http`.',
  });
}
