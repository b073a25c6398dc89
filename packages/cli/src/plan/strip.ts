/** Without the full block: strips one above the other would run together. */
const bars = '▁▂▃▄▅▆▇';

/** Draws how much there is at each time as one character each, scaled to the highest; `·` where there is nothing. */
export function strip(values: readonly number[]): string {
  const highest = Math.max(...values, 0);
  return values
    .map((value) =>
      value <= 0 || highest === 0 ? '·' : bars.charAt(Math.min(bars.length - 1, Math.ceil((value / highest) * bars.length) - 1)),
    )
    .join('');
}
