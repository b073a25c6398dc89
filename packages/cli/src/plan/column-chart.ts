import { columnTop } from './column-top.ts';

const eighths = ' ▁▂▃▄▅▆▇█';

/** A chart of columns. */
export interface ColumnChart {
  /** Rows of characters, the highest first. */
  readonly rows: readonly string[];
  /** What the upper edge of the first row stands for: a round number. */
  readonly top: number;
}

/** Draws values as columns of so many rows, an eighth of a row exact. */
export function columnChart(values: readonly number[], height: number): ColumnChart {
  const top = columnTop(Math.max(...values, 0));
  const rows = Array.from({ length: height }, (_, fromTop) => {
    const below = height - 1 - fromTop;
    return values
      .map((value) => {
        const filled = top === 0 ? 0 : (value / top) * height - below;
        const level = Math.min(8, Math.max(0, Math.round(filled * 8)));
        // What is there is seen, however little it is.
        return eighths.charAt(level === 0 && below === 0 && value > 0 ? 1 : level);
      })
      .join('');
  });
  return { rows, top };
}
