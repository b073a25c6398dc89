/** Writes numbers of any count of bits. */
export interface BitWriter {
  /** Appends the low `count` bits (at most 24) of a value. */
  write(value: number, count: number): void;
  /** The bytes so far, the last one filled up with that bit. @default 0 */
  finish(filler?: 0 | 1): Buffer;
}

/** Writes bits from the most significant of each byte on, as JPEG and H.264 do. */
export function createBitWriter(): BitWriter {
  const bytes: number[] = [];
  let held = 0;
  let heldBits = 0;
  return {
    write(value, count) {
      held = (held << count) | (value & ((1 << count) - 1));
      heldBits += count;
      while (heldBits >= 8) {
        heldBits -= 8;
        bytes.push((held >>> heldBits) & 255);
      }
      held &= (1 << heldBits) - 1;
    },
    finish(filler = 0) {
      if (heldBits === 0) return Buffer.from(bytes);
      const free = 8 - heldBits;
      return Buffer.from([...bytes, (held << free) | (filler === 0 ? 0 : (1 << free) - 1)]);
    },
  };
}
