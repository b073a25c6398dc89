/** Gives the memory of parts back as soon as they are sent: left to the garbage collector, several of them would pile up. */
export interface PartMemory {
  /** A part is about to be sent: it was put together, and the one before it is needed no more. */
  begin(part: number): void;
  /** A part was sent, and nobody will look at its bytes again. */
  end(part: number, bytes: unknown): void;
}

/**
 * Makes the memory of one upload. `Upload` of `@aws-sdk/lib-storage` takes the first byte of a part from the array of the one before, so
 * that one is given back when the next is there.
 */
export function createPartMemory(): PartMemory {
  const sent = new Map<number, Uint8Array>();
  let latest = 0;
  const release = () => {
    for (const [part, { buffer }] of sent) {
      if (part >= latest) continue;
      sent.delete(part);
      if (buffer instanceof ArrayBuffer) buffer.transfer(0);
    }
  };
  return {
    begin(part) {
      latest = Math.max(latest, part);
      release();
    },
    end(part, bytes) {
      if (bytes instanceof Uint8Array) sent.set(part, bytes);
      release();
    },
  };
}
