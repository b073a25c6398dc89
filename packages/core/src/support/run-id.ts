import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new run id: a ULID (https://github.com/ulid/spec), 48 bits of time and 80 of chance, so that ids sort by time. */
export function createRunId(wallTimeMs: number): string {
  let time = '';
  for (let rest = wallTimeMs, digit = 0; digit < 10; digit += 1) {
    time = (alphabet[rest % 32] ?? '0') + time;
    rest = Math.floor(rest / 32);
  }
  return time + Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join('');
}
