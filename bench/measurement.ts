/** One figure of a benchmark, beside what was asked of it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The promise: at least or at most so much. */
  readonly asked?: { readonly atLeast: number } | { readonly atMost: number };
  /** How it came about: medians, spread, absolute rates. */
  readonly note?: string;
}

/** A benchmark: what it is called, and what it measures. `short` takes seconds instead of minutes, for a look that everything works. */
export interface Benchmark {
  readonly name: string;
  run(options: { readonly short: boolean }): Promise<readonly Figure[]>;
}

/** The middle of a list of numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Whether a figure keeps its promise; undefined when none was made. */
export function isKept({ value, asked }: Figure): boolean | undefined {
  if (asked === undefined) return undefined;
  return 'atLeast' in asked ? value >= asked.atLeast : value <= asked.atMost;
}

/** One line of the report. */
export function formatFigure(figure: Figure): string {
  const { name, value, unit, asked, note } = figure;
  const digits = value >= 1000 ? 0 : value >= 10 ? 1 : 3;
  const promise = asked === undefined ? '' : 'atLeast' in asked ? `at least ${asked.atLeast}` : `at most ${asked.atMost}`;
  const kept = isKept(figure);
  const mark = kept === undefined ? ' ' : kept ? '+' : '-';
  return `${mark} ${name.padEnd(52)} ${value.toFixed(digits).padStart(10)} ${unit.padEnd(8)} ${promise.padEnd(14)} ${note ?? ''}`.trimEnd();
}
