import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { RushhourError } from '@rushhour/core';
import type { Stage } from './stage.ts';

/** A content coding that can be undone. */
export type Coding = 'gzip' | 'deflate' | 'br';

/** Whether a `deflate` body opens with a zlib header (RFC 1950), as it should; many servers send it raw. */
const hasZlibHeader = (first: number) => (first & 0x0f) === 8;

function createTransform(coding: Coding, first: number) {
  switch (coding) {
    case 'gzip':
      return createGunzip();
    case 'deflate':
      return hasZlibHeader(first) ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
  }
}

/** Makes a stage that undoes one coding and pushes the result on. An empty body stays empty, as in browsers. */
export function createZlibStage(coding: Coding, next: Stage, fail: (error: unknown) => void): Stage {
  let transform: ReturnType<typeof createTransform> | undefined;

  const open = (first: number) => {
    const opened = createTransform(coding, first);
    opened.on('data', (chunk: Buffer) => {
      if (!next.push(chunk)) opened.pause();
    });
    opened.on('drain', () => stage.onDrain());
    opened.on('end', () => next.end());
    opened.on('error', (cause) => fail(new RushhourError('decode_error', { message: `The body is not valid "${coding}".`, cause })));
    next.onDrain = () => opened.resume();
    return opened;
  };

  const stage: Stage = {
    onDrain: () => undefined,
    push(chunk) {
      const first = chunk[0];
      if (first === undefined) return true;
      transform ??= open(first);
      return transform.write(chunk);
    },
    end() {
      if (transform === undefined) next.end();
      else transform.end();
    },
    destroy() {
      transform?.removeAllListeners('data');
      transform?.destroy();
      next.destroy();
    },
  };
  return stage;
}
