import { RushhourError, type HttpStreamBody } from '@rushhour/core';

/**
 * Reads a file of known length into one piece of memory.
 *
 * @throws RushhourError `body_size_mismatch` when it is longer or shorter than it said
 */
export async function readAll({ name, size, stream }: HttpStreamBody): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for await (const chunk of stream()) {
    if (length + chunk.byteLength > size) throw mismatch(name, size);
    bytes.set(chunk, length);
    length += chunk.byteLength;
  }
  if (length < size) throw mismatch(name, size);
  return bytes;
}

function mismatch(name: string, size: number): RushhourError {
  return new RushhourError('body_size_mismatch', { message: `The file "${name}" does not have "${size}" bytes any more.` });
}
