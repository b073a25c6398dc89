/** Draws how much of something is done, in so many columns. */
export function progressBar(fraction: number, columns: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * columns);
  return '█'.repeat(filled) + '░'.repeat(columns - filled);
}
