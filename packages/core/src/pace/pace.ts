import type { ThinkTime } from '../scenario/scenario.ts';

/** How often somebody acts. */
export type Pace = ClosedPace | OpenPace;

/** An action, a think time, the next action: who waits for an answer asks less. */
export interface ClosedPace {
  readonly kind: 'closed';
  /** Where neither the instruction nor the scenario has one. */
  readonly think: ThinkTime;
  /** Whether `think` goes before what instructions and scenarios say. */
  readonly override: boolean;
}

/** Actions at intended times, whatever the answers take. */
export interface OpenPace {
  readonly kind: 'open';
  /** `rate`: `peak` and `offPeak` are actions a minute of each user; `share`: they are weights, 0 to 1, in the sharing of `limits.rate`. */
  readonly unit: 'rate' | 'share';
  /** Inside the hours. */
  readonly peak: number;
  /** Outside the hours. */
  readonly offPeak: number;
  /** Independent arrivals, or evenly spaced ones. */
  readonly arrivals: 'poisson' | 'steady';
  /** How many arrivals wait while the user is busy; 0 drops them at once. */
  readonly backlog: number;
  /** How long an arrival waits, in milliseconds of the real clock. */
  readonly patienceMs: number;
}
