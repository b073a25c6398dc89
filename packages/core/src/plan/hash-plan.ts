import { createHash } from 'node:crypto';

/** SHA-256 of a value, whatever the order of its keys. */
export function hashPlan(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value, (_, part: unknown) => sorted(part)))
    .digest('hex');
}

function sorted(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
