import { isRushhourError } from '../errors/rushhour-error.ts';

/** What a failure is called, and what it says. */
export interface Failure {
  readonly type: string;
  readonly message: string;
}

/** What something thrown by a handler is called: the type of a rushhour error, `plugin_error` for anything else. Never throws. */
export function classifyError(error: unknown): Failure {
  try {
    if (isRushhourError(error)) return { type: typeof error.type === 'string' ? error.type : error.code, message: error.message };
    return { type: 'plugin_error', message: error instanceof Error ? `${error.name}: ${error.message}` : `It threw ${typeof error}.` };
  } catch {
    return { type: 'plugin_error', message: 'It threw something that cannot be shown.' };
  }
}
