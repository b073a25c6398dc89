import { formatCount } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';

/** How many rows a table shows; the JSON summary has them all. */
export const shownRows = 12;

/** The lines of a table, its titles dimmed, and how many of its rows are not shown. */
export function withMore([head = '', ...rows]: readonly string[], count: number, paint: Paint): readonly string[] {
  const more = count > shownRows ? [paint('dim', `and ${formatCount(count - shownRows)} more; --summary FILE has them all`)] : [];
  return [paint('dim', head), ...rows, ...more];
}
