/** What a run must hold to: `open.p95 < 300ms`, `failed < 1%`, `achieved > 95%`. */
export interface Threshold {
  /** As it was written. */
  readonly check: string;
  /** A name of `byAction`, `byStep`, `byScenario`, `byProfile` or `byPlugin`; absent: the whole run. */
  readonly group?: string;
  /** What is compared, such as `p95`, `failed`, `achieved`. */
  readonly metric: string;
  readonly operator: '<' | '<=' | '>' | '>=';
  /** Milliseconds for durations, a share (0 to 1) for percentages, a plain number for counts, per minute for rates. */
  readonly limit: number;
  readonly unit: 'ms' | 'share' | 'count' | 'perMinute';
  /** Whether the run is stopped as soon as it is not met. */
  readonly abortOnFail: boolean;
  /** How long after the start it is first looked at for that, in milliseconds. */
  readonly delayMs: number;
}

/** A threshold and how it came out. */
export interface ThresholdResult {
  readonly check: string;
  /** Milliseconds, percent, a count, or a rate by the unit it was written in; null when nothing was recorded, which is a failure. */
  readonly value: number | null;
  readonly passed: boolean;
}
