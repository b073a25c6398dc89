import type { Profile } from '../people/profile.ts';
import type { Threshold } from './threshold.ts';

/** A whole run, checked and made plain. */
export interface Plan {
  readonly name: string;
  readonly seed?: string;
  readonly profiles: readonly Profile[];
  readonly limits: PlanLimits;
  /** Simulated time at which the run begins, in milliseconds since 1970-01-01 UTC; absent: now, or 0 where nothing depends on it. */
  readonly startAt?: number;
  /** How many times faster than real time hours, think times, rates and `durationMs` go. */
  readonly speed: number;
  /** Multiplies open rates. */
  readonly scale: number;
  /** Multiplies generated sizes. */
  readonly sizeScale: number;
  /** In simulated time. */
  readonly durationMs?: number;
  readonly thresholds: readonly Threshold[];
  /** Told in the summary, the journal and telemetry. */
  readonly tags: Readonly<Record<string, string>>;
  /** A scenario played once before anybody begins; when an action of it fails, nobody does. */
  readonly setup?: string;
  /** A scenario played once when everybody is done. */
  readonly teardown?: string;
  readonly created: CreatedPolicy;
}

/** How long what a run creates may live. */
export interface CreatedPolicy {
  /** In simulated milliseconds; absent: for ever. */
  readonly ttlMs?: number;
  readonly large?: { readonly overBytes: number; readonly ttlMs: number };
  readonly onStop: 'keep' | 'remove';
  /** In real milliseconds. */
  readonly sweepMs: number;
  /** In real milliseconds. */
  readonly leaseMs: number;
}

/** What holds for all users together, in the whole fleet. */
export interface PlanLimits {
  /** What all open paces add up to at the busiest time of a day, and never exceed, in actions a minute. */
  readonly ratePerMinute?: number;
  /** What all open paces add up to at least. */
  readonly floorPerMinute?: number;
  /** So many actions begin in any second at most, closed or open. Open ones above it are dropped as `rate_cap`, closed ones wait. */
  readonly capPerSecond?: number;
}
