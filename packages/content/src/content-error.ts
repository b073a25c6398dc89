import { RushhourError } from '@rushhour/core';

/** Longest piece of a value a message repeats, in characters. */
const longest = 80;

/** The error of a request, a recipe or habits that cannot be read; without a hint the one of the catalogue. */
export function contentError(message: string, hint?: string): RushhourError {
  return new RushhourError('content_invalid', { message, ...(hint !== undefined && { hint }) });
}

/** A value for a message: in double quotes, control characters escaped, long ones cut. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}...` : text);
}
