import { Readable } from 'node:stream';
import type { Clock, Timer } from '@rushhour/core';
import type { Lane } from '../wire/user-link.ts';
import { piecesOf } from './pieces-of.ts';

/** A piece is on the line for so long, as far as its size allows. */
const pieceMs = 50;
const smallestPiece = 1024;
const largestPiece = 64 * 1024;

/** Hands a body out as fast as a line takes it. Destroying it destroys the stream it is made of. */
export function pacedBody(content: string | Uint8Array | Readable, lane: Lane, clock: Clock): Readable {
  const pieceBytes = Math.round(Math.min(largestPiece, Math.max(smallestPiece, (lane.bytesPerSecond * pieceMs) / 1000)));
  const pieces = piecesOf(content, pieceBytes);
  let timer: Timer | undefined;

  return new Readable({
    // What is read ahead would be on the line ahead of its time.
    highWaterMark: 1,
    read() {
      pieces.next().then(
        ({ done, value }) => {
          if (this.destroyed) return;
          if (done === true) {
            this.push(null);
            return;
          }
          timer = clock.setTimer(lane.spend(value.length), () => this.push(value));
        },
        (error: unknown) =>
          this.destroy(error instanceof Error ? error : new Error('The body threw something that is no error.', { cause: error })),
      );
    },
    destroy(error, callback) {
      timer?.cancel();
      if (content instanceof Readable) content.destroy();
      callback(error);
    },
  });
}
