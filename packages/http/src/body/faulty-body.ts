import { Readable } from 'node:stream';
import type { Clock, Timer } from '@rushhour/core';
import type { WireFault } from '../wire/wire-fault.ts';
import { piecesOf } from './pieces-of.ts';

const pieceBytes = 64 * 1024;

/**
 * Hands a body out as far as a fault lets it, then fails with what the fault says, at once or after a stall. Destroying it destroys the
 * stream it is made of.
 */
export function faultyBody(content: string | Uint8Array | Readable, fault: WireFault, clock: Clock): Readable {
  const pieces = piecesOf(content, pieceBytes);
  let timer: Timer | undefined;
  return new Readable({
    // What is read ahead would be counted ahead of its time.
    highWaterMark: 1,
    read() {
      if (fault.isUploadOver) {
        const stallMs = fault.takeStallMs();
        const cut = () => void this.destroy(fault.uploadCut());
        if (stallMs === 0) cut();
        else timer = clock.setTimer(stallMs, cut);
        return;
      }
      pieces.next().then(
        ({ done, value }) => {
          if (this.destroyed) return;
          if (done === true) {
            this.push(null);
            return;
          }
          const sent = fault.takeBytes(value.length);
          // Requests beside this one may have used up what was left.
          if (sent > 0) this.push(value.subarray(0, sent));
          else this.destroy(fault.uploadCut());
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
