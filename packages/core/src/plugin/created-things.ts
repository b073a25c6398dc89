import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';
import type { UserHttp } from './user-http.ts';

/** What one run shares with a plugin, whoever of its users plays: `createService` gets it. */
export interface ServiceContext<Config> {
  readonly config: Config;
  /** HTTP of its own: no user's cookies, no user's measure. */
  readonly http: UserHttp;
  readonly run: string;
  /** Where the plan may create something with this plugin: targets of its uploads, cut before the first name in braces that is not of data. */
  readonly places: readonly URL[];
  /** Aborted when the run is over. */
  readonly signal: AbortSignal;
  readonly random: Random;
  readonly clock: Clock;
  /** Says something once to the host. */
  readonly warn: (message: string) => void;
}

/** Something a run of rushhour made on a target. */
export interface CreatedThing {
  /** What finds it again: as it was given to `ledger.intend`. */
  readonly marker: string;
  /** What the target called it, where it was told so (`created(location)`) by this process. */
  readonly location?: string;
  /** The run that made it. */
  readonly run: string;
  /** Id of the user who made it. */
  readonly owner: string;
  /** When it may go, in milliseconds since 1970 of the clock of this process; undefined when nothing was said. */
  readonly expiresAt: number | undefined;
  readonly bytes?: number;
  /** Whether it was begun and never completed: an open multipart upload. */
  readonly isUnfinished?: boolean;
  /** Whether the run that made it goes on, as far as the target tells (`renew`). */
  readonly isLive?: boolean;
}

/** What became of a thing that was to be removed. */
export interface Removal {
  readonly marker: string;
  /** `removed`, verified; `absent`: it was gone already; `foreign`: something else is there by now, and was left alone; `failed`: try again. */
  readonly outcome: 'removed' | 'absent' | 'foreign' | 'failed';
  readonly message?: string;
}

/** What `list`, `remove`, `renew` and `release` work with. */
export interface CreatedContext<Service> {
  readonly service: Service;
  readonly run: string;
  readonly signal: AbortSignal;
}

/**
 * Lets the ledger clean up. The ledger decides what may go; the plugin finds and removes, with its service, not with a user's session. The
 * truth lies on the target: what was made there says by itself which run made it, and when it may go.
 */
export interface CreatedThings<Service> {
  /**
   * Finds what any run of rushhour made below the given places, unfinished things too. What does not say that it is ours is not told.
   */
  list(context: CreatedContext<Service> & ListContext): AsyncIterable<CreatedThing>;
  /** Whether what was made below a place can be found; a place that names no bucket, for want of more than a name in braces, has none to look in. @default it can */
  lists?(place: URL, service: Service): boolean;
  /** Removes things, each only if it is still ours, and verifies that it is gone. Never throws for single things. */
  remove(things: readonly CreatedThing[], context: CreatedContext<Service>): Promise<readonly Removal[]>;
  /** Says on the target that this run goes on until then, so that nobody takes its things for left ones. Called again and again. */
  renew?(context: CreatedContext<Service> & { readonly until: number }): Promise<void>;
  /** Takes back what `renew` said. */
  release?(context: CreatedContext<Service>): Promise<void>;
}

/** What is to be found. */
export interface ListContext {
  /** Targets of uploads, cut before the first name in braces that only a run knows. */
  readonly places: readonly URL[];
  /** Younger things than this cannot be due yet, in milliseconds: they need not be looked at. 0: look at all. */
  readonly minimumAgeMs: number;
  /** Whether a thing is known already: it need not be looked at, nor told. */
  readonly isKnown: (marker: string) => boolean;
}
