const bars = '▁▂▃▄▅▆▇█';

/** Draws values from 0 to their maximum as one bar each. */
export function sparkline(values: readonly number[]): string {
  const highest = Math.max(...values, 0);
  return values
    .map((value) => {
      const index = highest === 0 ? 0 : Math.round((Math.max(0, value) / highest) * (bars.length - 1));
      return bars.charAt(index);
    })
    .join('');
}
