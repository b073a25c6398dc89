import { createHash } from 'node:crypto';

/** A word of eight letters and digits that stands for a run in names: 40 bits of the SHA-256 of its id, in base 32. */
export function runWord(run: string): string {
  return createHash('sha256').update(run).digest().readUIntBE(0, 5).toString(32).padStart(8, '0');
}
