import { isRushhourError } from '@rushhour/core';
import type { Refusal } from './worker-message.ts';

/** A mistake as it is told between threads; undefined for what is none of the catalogue. */
export function refusalOf(error: unknown): Refusal | undefined {
  return isRushhourError(error) ? { code: error.code, message: error.message, hint: error.hint } : undefined;
}
