/** A load that is given stage by stage from the start of the run, instead of by hours. */
export interface Load {
  /** `users`: how many of the profile are there (closed); `rate`: actions a minute of the whole profile (open). */
  readonly unit: 'users' | 'rate';
  /** One after the other; after the last there is nothing. */
  readonly stages: readonly LoadStage[];
}

/** One stage of a load. Lengths in milliseconds of simulated time. */
export type LoadStage =
  /** In a straight line from one level to another. */
  | { readonly kind: 'ramp'; readonly from: number; readonly to: number; readonly durationMs: number }
  | { readonly kind: 'constant'; readonly level: number; readonly durationMs: number }
  /** Smoothly up from the low level to the high one and back, again and again. */
  | { readonly kind: 'wave'; readonly low: number; readonly high: number; readonly periodMs: number; readonly durationMs: number }
  /** From the level before straight up to the peak in the first half, and back in the second. */
  | { readonly kind: 'spike'; readonly peak: number; readonly durationMs: number };
