import type { Clock, HttpRequest } from '@rushhour/core';
import type { Exchange } from './session/exchange.ts';
import type { PreparedRequest } from './session/prepared-request.ts';
import type { Identity } from './session/request-headers.ts';
import type { TargetTable } from './target/target.ts';
import type { WireDispatch } from './wire/wire.ts';

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
  track(exchange: Exchange): void;
  /** An exchange is over. */
  untrack(exchange: Exchange): void;
}
