import { Readable } from 'node:stream';
import { RushhourError, type HttpStreamBody } from '@rushhour/core';

/** Bytes read ahead. */
const highWaterMark = 64 * 1024;

/** Opens content as a stream that fails with `body_size_mismatch`, before a byte too many is handed out, when its size is not the announced one. */
export function streamOfSize(content: HttpStreamBody): Readable {
  return Readable.from(checked(content), { objectMode: false, highWaterMark });
}

async function* checked({ name, size, stream }: HttpStreamBody): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const chunk of stream()) {
    sent += chunk.byteLength;
    if (sent > size) throw mismatch(`"${name}" is longer than the "${size}" bytes announced.`);
    yield chunk;
  }
  if (sent < size) throw mismatch(`"${name}" ended after "${sent}" of the "${size}" bytes announced.`);
}

const mismatch = (message: string) => new RushhourError('body_size_mismatch', { message });
