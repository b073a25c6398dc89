/** The next round number from a value on, for the top of an axis: 1, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten. */
export function columnTop(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  // A sum of shares may end a little above the number that was meant.
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}
