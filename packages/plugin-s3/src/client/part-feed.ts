import { RushhourError, type HttpStreamBody } from '@rushhour/core';

/**
 * Opens content so that `Upload` of `@aws-sdk/lib-storage` makes each part with a single copy and keeps no piece of the content: it puts a
 * part together when it has more bytes than one part, so it gets one byte in advance, and then as many as a part has at a time. The array
 * they come in is the same each time: by then `Upload` has copied it, and nothing is read ahead.
 */
export function partFeed(content: HttpStreamBody, partSize: number): ReadableStream<Uint8Array> {
  const parts = feed(content, partSize);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await parts.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* feed({ name, size, stream }: HttpStreamBody, partSize: number): AsyncGenerator<Uint8Array, undefined> {
  const part = Buffer.allocUnsafeSlow(Math.min(partSize, size));
  let filled = 0;
  let received = 0;
  for await (const chunk of stream()) {
    if (chunk.byteLength === 0) continue;
    if (received === 0) yield Buffer.from(chunk.subarray(0, 1));
    let taken = received === 0 ? 1 : 0;
    received += chunk.byteLength;
    if (received > size) throw mismatch(`"${name}" is longer than the "${size}" bytes announced.`);
    while (taken < chunk.byteLength) {
      const piece = chunk.subarray(taken, taken + part.length - filled);
      part.set(piece, filled);
      filled += piece.byteLength;
      taken += piece.byteLength;
      if (filled < part.length) continue;
      filled = 0;
      yield part;
    }
  }
  if (received < size) throw mismatch(`"${name}" ended after "${received}" of the "${size}" bytes announced.`);
  if (filled > 0) yield part.subarray(0, filled);
}

const mismatch = (message: string) => new RushhourError('body_size_mismatch', { message });
