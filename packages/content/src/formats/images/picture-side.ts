/** How many pixels a square of about that many pixels has on a side: as many as fit, one at least, `most` at most. */
export function pictureSide(pixels: number, most: number): number {
  return Math.min(most, Math.floor(Math.sqrt(Math.max(1, pixels))));
}
