import type { Clock, HttpRequest } from '@rushhour/core';
import type { PreparedRequest } from './session/prepared-request.ts';
import type { Identity } from './session/request-headers.ts';
import type { TargetTable } from './target/target.ts';
import type { WireDispatch } from './wire/wire.ts';

/** An exchange under way, as the transport sees it. */
export interface TrackedExchange {
  /** When it is to be given up, by the clock of the run; Infinity for never. */
  readonly deadlineAt: number;
  /** Its place among those under way, -1 when it is not; kept by the transport. */
  place: number;
  /** Ends it because its deadline has passed. */
  expire(): void;
  /** Ends it now with a reason. */
  cut(reason: unknown): void;
}

/** What the sessions of one transport share. */
export interface TransportContext {
  readonly clock: Clock;
  readonly targets: TargetTable;
  readonly identity: Identity;
  readonly maxRedirects: number;
  readonly dispatch: WireDispatch;
  readonly inScope: (url: URL) => boolean;
  /** Takes a request apart, once when it is frozen. */
  prepare(request: HttpRequest, isNavigation: boolean): PreparedRequest;
  /** An exchange begins: its deadline is watched from here on. */
  track(exchange: TrackedExchange): void;
  /** An exchange is over. */
  untrack(exchange: TrackedExchange): void;
}
