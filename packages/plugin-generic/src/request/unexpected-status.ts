import { RushhourError } from '@rushhour/core';

/** The error for an answer beside the one an instruction's `expect` is about. */
export function unexpectedStatus(status: number, url: string): RushhourError {
  const { origin, pathname } = new URL(url);
  return new RushhourError('http_status', { type: `http_${status}`, message: `The server answered ${status} for "${origin}${pathname}".` });
}
