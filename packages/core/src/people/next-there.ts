import { loadPieceAt } from '../pace/load-level.ts';
import type { Person } from './person.ts';

/**
 * When somebody with a closed pace is there again: now, by their hours, or when a load of users is above their number.
 *
 * @param startMs - simulated time at which the run began: loads count from there
 * @returns milliseconds of simulated time; Infinity for never
 */
export function nextThere(person: Person, { atMs, startMs }: { readonly atMs: number; readonly startMs: number }): number {
  const { load } = person.group.profile;
  if (load === undefined) return person.nextThere(atMs);
  let from = Math.max(0, atMs - startMs);
  for (let piece = loadPieceAt(load, from); piece !== undefined; piece = loadPieceAt(load, from)) {
    const slope = (piece.to - piece.from) / (piece.endMs - piece.startMs);
    if (piece.from + slope * (from - piece.startMs) > person.number) return startMs + from;
    if (piece.to > person.number) {
      const crossing = piece.startMs + (person.number - piece.from) / slope;
      // One number above the crossing, lest rounding puts it below.
      return startMs + Math.min(piece.endMs, Math.max(from, crossing + 1e-6));
    }
    from = piece.endMs;
  }
  return Infinity;
}
