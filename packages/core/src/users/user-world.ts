import type { Ledger } from '../ledger/ledger.ts';
import type { HttpTransport } from '../plugin/http-port.ts';
import type { Clock } from '../support/clock.ts';

/** What all users of a run share. */
export interface UserWorld {
  readonly run: string;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** The transport; undefined when the host gave no HTTP client. */
  readonly transport: HttpTransport | undefined;
}
