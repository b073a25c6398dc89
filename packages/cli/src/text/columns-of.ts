import type { OutputStream } from '../host.ts';

/** How wide a terminal is; undefined for what is none, and for one that does not know. */
export function columnsOf({ isTTY, columns }: OutputStream): number | undefined {
  return isTTY === true && columns !== undefined && columns > 0 ? columns : undefined;
}
