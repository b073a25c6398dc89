import type { Load } from '../pace/load.ts';
import type { Pace } from '../pace/pace.ts';
import type { FileHabitsOptions } from '../plugin/content-port.ts';
import type { Faults } from '../plugin/fault.ts';
import type { Feeder } from './feeder.ts';
import type { Hours } from './hours.ts';
import type { Link } from './link.ts';

/** People with the same habits, checked and made plain. */
export interface Profile {
  readonly name: string;
  readonly role: string;
  /** How many of them. */
  readonly count: number;
  /** IANA name. */
  readonly zone: string;
  readonly hours: Hours;
  /** How long presence takes to rise at the start of a window and to fall before its end, in milliseconds. */
  readonly rampMs: number;
  /** How far the windows of a day are shifted at most, either way; drawn once a user and day. */
  readonly jitterMs: number;
  /** Weighs the user where `limits.rate` is shared. */
  readonly activity: number;
  readonly pace: Pace;
  /** Goes before `hours` and the rates of `pace`. */
  readonly load?: Load;
  /** Scenario names and how often each is picked; absent: all, evenly. */
  readonly scenarios?: Readonly<Record<string, number>>;
  /** A scenario every user plays first, once. */
  readonly start?: string;
  /** A scenario every user plays last, once. */
  readonly end?: string;
  readonly session: 'play' | 'user';
  readonly link?: Link;
  readonly data: readonly Feeder[];
  /** As written; read by the content port. */
  readonly files?: FileHabitsOptions;
  readonly faults: Faults;
}
